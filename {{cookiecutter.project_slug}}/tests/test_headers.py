"""What the site tells browsers and caches with every response, as the settings say."""

import pytest
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

from core.apps import menu_apps

pytestmark = pytest.mark.django_db

PATHS = [
    "/",
    "/nowhere/",
    reverse("account_login"),
    reverse("admin:login"),
    reverse("api:openapi-json"),
    static("core/site.css"),
    *(reverse(app.menu_url) for app in menu_apps()),
]


@pytest.mark.parametrize("path", [*PATHS, "/healthz", "/readyz"])
def test_every_response_has_the_headers(client, path):
    response = client.get(path, secure=True)

    assert response.headers["Content-Security-Policy"]
    assert response.headers["Permissions-Policy"]
    assert response.headers["Referrer-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == settings.X_FRAME_OPTIONS
    if settings.SECURE_HSTS_SECONDS:
        hsts = response.headers["Strict-Transport-Security"]
        assert hsts.startswith(f"max-age={settings.SECURE_HSTS_SECONDS}")


@pytest.mark.parametrize("path", PATHS)
def test_no_cache_may_keep_what_a_signed_in_person_sees(client, reader, path):
    client.force_login(reader)

    response = client.get(path)

    if not path.startswith(settings.STATIC_URL):
        assert {"no-store", "private"} & {*response.headers["Cache-Control"].split(", ")}


@pytest.mark.parametrize("path", ["", "login/", "nowhere/"])
def test_search_engines_list_no_page_of_the_admin(client, path):
    response = client.get(f"{reverse('admin:index')}{path}")

    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get("/").headers


def test_signing_out_empties_what_the_browser_kept(client, reader):
    client.force_login(reader)

    assert "Clear-Site-Data" not in client.get("/").headers
    assert client.post("/accounts/logout/").headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in client.get("/").headers


def test_cookies_are_for_https_and_hidden_from_scripts(client, reader):
    reader.set_password("correct-horse-battery")
    reader.save()
    reader.mark_email_verified()
    form = {"login": reader.email, "password": "correct-horse-battery"}

    client.post(reverse("account_login"), form, secure=True)

    for name in [settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_NAME]:
        assert client.cookies[name]["secure"]
        assert client.cookies[name]["httponly"]


@pytest.mark.parametrize("path", ["/.env", "/.git/config", "/db.sqlite3", "/media/", "/static/"])
def test_files_next_to_the_site_are_not_served(client, path):
    assert client.get(path).status_code == 404
