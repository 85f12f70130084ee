"""
Cache deception: a page made for one person is stored, and shown to the next.

Pages for people who are signed in say that no cache may store them, and Vary: Cookie says that
others differ. Either is enough.
https://docs.djangoproject.com/en/6.1/topics/cache/#controlling-cache-using-other-headers
"""

import pytest
from django.test import Client

PROTECTION = 'core/middleware.py: response.headers.setdefault("Cache-Control", "no-store")'
HEADERS = "core.middleware.SecurityHeadersMiddleware"
VARY = "tour.tests.attacks.test_cache_deception.without_vary"


def attack(user):
    """Let somebody who is signed in open the first page, then open it oneself."""
    browser = Client()
    browser.force_login(user)
    assert user.name in browser.get("/").text
    return Client().get("/")


def without_vary(get_response):
    def middleware(request):
        response = get_response(request)
        del response.headers["Vary"]
        return response

    return middleware


@pytest.mark.parametrize("missing", ["nothing", "no-store", "Vary"])
def test_attack_gets_the_page_for_visitors(reader, shared_cache, settings, missing):
    if missing == "no-store":
        settings.MIDDLEWARE.remove(HEADERS)
    elif missing == "Vary":
        settings.MIDDLEWARE.insert(2, VARY)

    page = attack(reader)

    assert page.status_code == 200
    assert "Sign in" in page.text
    assert reader.name not in page.text


def test_control_without_both_it_gets_the_page_of_the_person(reader, shared_cache, settings):
    settings.MIDDLEWARE.remove(HEADERS)
    settings.MIDDLEWARE.insert(2, VARY)

    page = attack(reader)

    assert "Sign out" in page.text
    assert reader.name in page.text
