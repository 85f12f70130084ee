"""What the site tells browsers, proxies and caches about its answers."""

import re

import pytest
from allauth.account.adapter import get_adapter
from django.test import RequestFactory
from django.urls import reverse
from pytest_django.asserts import assertContains

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
def test_answers_say_what_they_are_and_are_for_this_site_alone(client, path):
    response = client.get(path, headers={"Origin": "https://evil.example"}, follow=True)

    kind = response.headers["Content-Type"]
    assert re.fullmatch(r"text/(html|css); charset=\"?utf-8\"?|application/(problem\+)?json", kind)
    assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.parametrize("path", ["/.env", "/.git/config", "/db.sqlite3", "/media/", "/static/"])
def test_files_beside_the_site_are_not_served(client, path):
    response = client.get(path)

    assertContains(response, "There is no page at this address", status_code=404)


@pytest.mark.parametrize("path", PATHS)
def test_no_browser_may_keep_what_a_signed_in_person_sees(client, reader, path):
    client.force_login(reader)

    response = client.get(path)

    assert "no-store" in response.headers["Cache-Control"] or path.startswith("/static/")


def test_signing_out_empties_what_the_browser_kept(client, reader):
    client.force_login(reader)

    assert "Clear-Site-Data" not in client.get("/").headers
    assert client.post("/accounts/logout/").headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in client.get("/").headers


def test_cookies_belong_to_this_host_alone(client, reader):
    reader.set_password("correct-horse-battery")
    reader.save()
    reader.vouch_for_email()
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


@pytest.mark.parametrize(
    ("proxies", "forwarded", "client_ip"),
    [
        (0, "203.0.113.9", "198.51.100.1"),  # no proxy: whoever writes the header lies
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),  # the first is what the visitor claims
        (2, "6.6.6.6, 203.0.113.9, 192.0.2.1", "203.0.113.9"),
        (1, "203.0.113.9:4711", "203.0.113.9"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),  # of a server that listens on IPv6 too
    ],
)
def test_address_of_a_visitor_is_what_the_trusted_proxies_say(
    settings, proxies, forwarded, client_ip
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get(
        "/", REMOTE_ADDR="198.51.100.1", headers={"X-Forwarded-For": forwarded}
    )

    assert get_adapter().get_client_ip(request) == client_ip


def test_without_a_proxy_its_word_on_https_is_not_taken(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    response = client.get("/", headers={"X-Forwarded-Proto": "https"})

    assert response.status_code == 301


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
