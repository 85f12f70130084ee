"""Attacks on the whole site, and what stops them."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains

from core.templatetags.site import site_apps
from tests.routes import own_patterns

pytestmark = pytest.mark.django_db

APP_PAGES = [reverse(app.menu_url) for app in site_apps()]


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/nowhere/", "/api/docs", *APP_PAGES])
def test_every_page_carries_the_content_security_policy(client, path):
    policy = client.get(path).headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_plain_http_is_sent_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    response = client.get("/accounts/login/")

    assert response.status_code == 301
    assert response.headers["Location"] == "https://testserver/accounts/login/"


@pytest.mark.parametrize(("path", "view"), list(own_patterns()))
def test_forms_from_other_sites_are_refused_at_every_address(path, view, reader):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(reader)

    response = browser.post(f"/{path}", {"anything": "forged"})

    if getattr(view, "csrf_exempt", False):  # Programs call it, and sign what they send.
        assert response.status_code >= 400
    else:
        assertContains(response, "This form has expired", status_code=403)


def test_fields_that_a_form_does_not_have_are_ignored(client, reader):
    client.force_login(reader)

    client.post("/accounts/profile/", {"name": "New", "is_staff": "on", "is_superuser": "on"})

    user = get_user_model().objects.get()
    assert (user.name, user.is_staff, user.is_superuser) == ("New", False, False)


def test_next_does_not_lead_to_another_site(client, reader):
    reader.set_password("correct-horse-battery")
    reader.save()

    response = client.post(
        "/accounts/login/?next=https://evil.example/",
        {
            "login": reader.email,
            "password": "correct-horse-battery",
            "next": "https://evil.example/",
        },
    )

    assert response.status_code == 302
    assert "evil.example" not in response.headers["Location"]


def test_wrong_passwords_are_limited(client, reader):
    reader.set_password("correct-horse-battery")
    reader.save()
    for _ in range(10):
        client.post("/accounts/login/", {"login": reader.email, "password": "wrong"})

    response = client.post(
        "/accounts/login/", {"login": reader.email, "password": "correct-horse-battery"}
    )

    assert "_auth_user_id" not in client.session
    assert response.status_code != 302
