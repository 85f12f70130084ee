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
from core.request_id import RequestIDFilter

pytestmark = pytest.mark.django_db


def test_robots_are_told_the_sitemap(client):
    assertContains(client.get("/robots.txt"), "Sitemap: http://testserver/sitemap.xml")


def test_sitemap_has_the_first_page_of_every_app(client):
    response = client.get("/sitemap.xml")

    assertContains(response, "<loc>http://testserver/</loc>")
    for app in menu_apps():
        assertContains(response, f"<loc>http://testserver{reverse(app.menu_url)}</loc>")


def test_security_contact_expires_within_a_year(client):
    lines = client.get("/.well-known/security.txt").text.splitlines()

    fields = dict(line.split(": ", 1) for line in lines)
    expires = datetime.fromisoformat(fields["Expires"])
    assert fields["Contact"] == f"mailto:{settings.SECURITY_CONTACT}"
    assert 0 < (expires - datetime.now(UTC)).days < 365


def test_web_manifest_and_favicon_lead_to_the_icon(client):
    manifest = client.get("/site.webmanifest").json()
    favicon = client.get("/favicon.ico")

    assert manifest["name"] == settings.SITE_NAME
    assert manifest["icons"][0]["src"] == static("core/icon.svg")
    assertRedirects(favicon, static("core/icon.svg"), fetch_redirect_response=False)


def test_missing_page_is_shown_in_the_design_of_the_site(client):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assertTemplateUsed(response, "404.html")
    assertTemplateUsed(response, "base.html")


def test_crash_is_shown_in_the_design_of_the_site(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("core.views.settings", None)

    response = client.get("/language/")

    assertContains(response, escape(settings.SITE_NAME), status_code=500)
    assertNotContains(response, "NoneType", status_code=500)


def test_refusals_are_shown_in_the_design_of_the_site(client):
    wrong_host = client.get("/", headers={"host": "evil.example"})
    forged = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a@b.example"})

    assertContains(wrong_host, "core/site.css", status_code=400)
    assertContains(forged, "core/site.css", status_code=403)


def test_line_about_a_page_that_is_not_there_names_the_request(client, caplog):
    seen = RequestIDFilter()
    caplog.handler.addFilter(seen)

    response = client.get("/nowhere/")

    caplog.handler.removeFilter(seen)
    record = next(each for each in caplog.records if each.name == "django.request")
    assert record.request_id == response.headers["X-Request-ID"]


@pytest.mark.parametrize("name", [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME])
def test_cookie_that_no_database_can_look_up_is_none(client, name):
    response = client.get("/", headers={"cookie": f'{name}="abcdefgh\\000"'})

    assert response.status_code == 200
