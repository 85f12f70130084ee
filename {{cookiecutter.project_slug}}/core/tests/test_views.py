import json
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.templatetags.static import static
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from pytest_django.asserts import (
    assertContains,
    assertNotContains,
    assertRedirects,
    assertTemplateUsed,
)

from core.apps import menu_apps

pytestmark = pytest.mark.django_db


def test_home_of_a_site_in_production_does_not_name_the_admin(client):
    response = client.get("/")

    assertNotContains(response, reverse("admin:index"))


def test_robots_are_told_the_sitemap(client):
    response = client.get("/robots.txt")

    assertContains(response, "Sitemap: http://testserver/sitemap.xml")


def test_security_contact_expires_within_a_year(client):
    lines = client.get("/.well-known/security.txt").text.splitlines()

    fields = dict(line.split(": ", 1) for line in lines)
    expires = datetime.fromisoformat(fields["Expires"])
    assert fields["Contact"] == f"mailto:{settings.SECURITY_CONTACT}"
    assert 0 < (expires - datetime.now(UTC)).days < 365


def test_web_manifest_names_the_site_and_an_icon_that_exists(client):
    manifest = json.loads(client.get("/site.webmanifest").content)

    assert manifest["name"] == settings.SITE_NAME
    assert manifest["icons"][0]["src"] == static("core/icon.svg")


def test_favicon_leads_to_the_icon(client):
    response = client.get("/favicon.ico")

    assertRedirects(response, static("core/icon.svg"), fetch_redirect_response=False)


def test_missing_page_is_shown_in_the_design_of_the_site(client):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assertTemplateUsed(response, "404.html")
    assertTemplateUsed(response, "base.html")


def test_crash_is_shown_in_the_design_of_the_site(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("core.views.settings", None)

    response = client.get("/site.webmanifest")

    assertContains(response, "Something went wrong", status_code=500)
    assertContains(response, escape(settings.SITE_NAME), status_code=500)
    assertNotContains(response, "NoneType", status_code=500)


def test_wrong_host_is_shown_in_the_design_of_the_site(client):
    response = client.get("/", headers={"host": "evil.example"})

    assertContains(response, "Bad request", status_code=400)


def test_forged_form_is_shown_in_the_design_of_the_site():
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a@b.example"})

    assertContains(response, "This form has expired", status_code=403)


def test_sitemap_has_the_first_page_of_every_app(client):
    response = client.get("/sitemap.xml")

    assertContains(response, "<loc>http://testserver/</loc>")
    for app in menu_apps():
        assertContains(response, f"<loc>http://testserver{reverse(app.menu_url)}</loc>")
