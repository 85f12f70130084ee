"""Visitors read the site in their language: the one they chose, else the one of the browser."""

import re
from html import unescape
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.test import Client
from pytest_django.asserts import assertContains

from core.apps import menu_apps, own_apps
from tests.routes import own_patterns

pytestmark = pytest.mark.django_db

GERMAN = {"accept-language": "de-AT,de;q=0.9,en;q=0.5"}
APPS = {app.name: Path(app.path) for app in own_apps() if (Path(app.path) / "locale").is_dir()}
PATHS = sorted(
    f"/{path}"
    for path, view in own_patterns()
    if view.__module__.partition(".")[0] in APPS and not path.startswith(".")
)


def catalog():
    """Map the English strings of all apps to the German ones, where the two differ."""
    files = [polib.pofile(path / "locale/de/LC_MESSAGES/django.po") for path in APPS.values()]
    pairs = {(entry.msgid, entry.msgstr) for file in files for entry in file}
    return {english: german for english, german in pairs if german and german != english}


def strings_of(response):
    """Return the strings between the tags of a page."""
    page = re.sub("<(script|style).*?</", "", response.text, flags=re.DOTALL)
    return {unescape(text).strip() for text in re.findall(">([^<]+)<", page)}


@pytest.mark.parametrize("path", [*PATHS, "/nowhere/"])
def test_page_is_in_german_for_a_browser_that_asks_for_it(client, reader, path):
    client.force_login(reader)

    response = client.get(path, headers=GERMAN, follow=True)

    if "<html" in response.text:
        assertContains(response, '<html lang="de">', status_code=response.status_code)
        assert strings_of(response) & catalog().keys() == set()


@pytest.mark.parametrize("language", ["", "en", "fr", "xx-yy;q=0.1", "*"])
def test_page_is_in_english_for_every_other_browser(client, language):
    paths = ["/", "/nowhere/", *(f"/{path}" for path in ["language/", "accounts/login/"])]

    for path in paths:
        response = client.get(path, headers={"accept-language": language})

        assertContains(response, '<html lang="en">', status_code=response.status_code)
        assert strings_of(response) & set(catalog().values()) == set()


@pytest.mark.parametrize("app", menu_apps(), ids=lambda app: app.label)
def test_german_and_english_visitors_each_get_the_page_that_is_kept_for_them(app, page_cache):
    """A visitor of each language fills the cache; others get what is in it."""
    first = {language: visit(language).text for language in ["de", "en"]}

    second = {language: visit(language) for language in ["de", "en"]}

    assert first["de"] != first["en"]
    assert {language: response.text for language, response in second.items()} == first
    for response in second.values():
        assert "Accept-Language" in response.headers["Vary"]
        assert "public" in response.headers["Cache-Control"]
    page_cache.clear()


def visit(language):
    """Return the first page as somebody without a cookie gets it."""
    return Client().get("/", headers={"accept-language": language})


def choose(client, language, **form):
    """Choose a language on the page that is for it."""
    return client.post("/language/setlang/", {"language": language, **form})


def test_chosen_language_wins_over_the_one_of_the_browser(client):
    response = choose(client, "de", next="/accounts/login/")

    assert response.headers["Location"] == "/accounts/login/"
    assertContains(client.get("/", headers={"accept-language": "en"}), '<html lang="de">')
    choose(client, "en")
    assertContains(client.get("/", headers=GERMAN), '<html lang="en">')


def test_language_that_the_site_does_not_have_changes_nothing(client):
    choose(client, "tlh")

    assertContains(client.get("/"), '<html lang="en">')


def test_page_offers_every_language_by_its_own_name_and_leads_back(client):
    response = client.get("/language/", headers={"referer": "http://testserver/nowhere/?q=1"})

    for code, name in settings.LANGUAGES:
        assertContains(response, f'name="language" value="{code}" lang="{code}"')
        assertContains(response, f">{name}</button>")
    assertContains(
        response, '<input type="hidden" name="next" value="http://testserver/nowhere/?q=1">'
    )


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example/", "/\\evil.example/"]
)
def test_choice_does_not_lead_to_another_site(client, address):
    response = client.post(
        "/language/setlang/", {"language": "de", "next": address}, headers={"referer": address}
    )

    assert response.headers["Location"] == "/"


def test_choice_of_another_site_is_refused():
    browser = Client(enforce_csrf_checks=True)

    response = choose(browser, "de")

    assertContains(response, "This form has expired", status_code=403)
    assert settings.LANGUAGE_COOKIE_NAME not in browser.cookies


def test_cookie_belongs_to_this_host_alone_and_holds_no_more_than_the_language(client):
    choose(client, "de")

    cookie = client.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert cookie.value == "de"
    assert cookie.key.startswith("__Host-")
    assert cookie["secure"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_pages_that_are_kept_have_no_token_of_a_form(client):
    assert "csrfmiddlewaretoken" not in client.get("/").text
    assertContains(client.get("/"), 'href="/language/"')
