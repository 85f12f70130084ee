"""What the site tells browsers about its answers, as it is before an owner changes a setting."""

import re

import pytest
from django.urls import reverse

from core.apps import menu_apps

pytestmark = pytest.mark.django_db

PATHS = [
    "/",
    "/accounts/login/",
    "/admin/login/",
    "/api/docs",
    "/api/nowhere",
    "/nowhere/",
    "/static/core/site.css",
    *[reverse(app.menu_url) for app in menu_apps()],
]

HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
}


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers(client, path):
    response = client.get(path, secure=True)

    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "unsafe" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", PATHS)
def test_answers_say_what_they_are_and_are_for_this_site_only(client, path):
    response = client.get(path, headers={"Origin": "https://evil.example"}, follow=True)

    kind = response.headers["Content-Type"]
    assert re.fullmatch(r"text/(html|css); charset=\"?utf-8\"?|application/(problem\+)?json", kind)
    assert "Access-Control-Allow-Origin" not in response.headers


def test_cookies_belong_to_this_host_only(client, reader):
    reader.set_password("correct-horse-battery")
    reader.save()
    reader.mark_email_verified()
    client.post(
        "/accounts/login/",
        {"login": reader.email, "password": "correct-horse-battery"},
        secure=True,
    )

    for cookie in [client.cookies["__Host-csrftoken"], client.cookies["__Host-sessionid"]]:
        assert cookie["httponly"]
        assert cookie["secure"]
        assert cookie["path"] == "/"
        assert not cookie["domain"]
        assert cookie["samesite"] == "Lax"


def test_session_survives_a_new_secret_key_while_the_old_one_is_a_fallback(
    client, reader, settings
):
    client.force_login(reader)
    old = settings.SECRET_KEY

    settings.SECRET_KEY = "new-for-tests-only-" * 4
    settings.SECRET_KEY_FALLBACKS = [old]
    assert client.get("/accounts/profile/").status_code == 200

    settings.SECRET_KEY = "newer-for-tests-only-" * 4
    settings.SECRET_KEY_FALLBACKS = []
    assert client.get("/accounts/profile/").status_code == 302


def test_observatory_of_mdn_would_give_the_best_grade(client):
    grade = pytest.importorskip("tour.pages.security.headers").grade

    assert grade(dict(client.get("/", secure=True).headers)) == ("A+", 130)
