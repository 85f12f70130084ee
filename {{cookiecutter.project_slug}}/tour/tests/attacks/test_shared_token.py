"""
Shared token: a network that keeps public pages with their cookies gives all visitors one token.

Whoever has it can then forge the forms of everybody. No answer that sets a cookie is public, and
each answer with a token sets the cookie that belongs to it.
https://docs.djangoproject.com/en/6.1/topics/cache/#controlling-cache-using-other-headers
"""

import pytest
from django.conf import settings as site
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import path

from config.urls import urlpatterns as urls
from core.page_cache import cached_for_visitors

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

PROTECTION = 'core/page_cache.py: response.headers["Cache-Control"] = "private'
MIDDLEWARE = "core.page_cache.VisitorCacheMiddleware"


@cached_for_visitors
def form(request):
    return HttpResponse(get_token(request))


urlpatterns = [path("form/", form), *urls]


def attack():
    """Open a page with a form as two visitors; return the cookie that each of them gets."""
    browser = Client()
    cookies = []
    for _ in range(2):
        browser.cookies.clear()
        cookies.append(browser.get("/form/").cookies[site.CSRF_COOKIE_NAME].value)
    return cookies


def delivery_network(get_response):
    """Keep what is public as it is, cookies too, and give it to everybody."""
    kept = {}

    def middleware(request):
        if request.path in kept:
            return kept[request.path]
        response = get_response(request)
        if "public" in response.headers.get("Cache-Control", ""):
            kept[request.path] = response
        return response

    return middleware


@pytest.fixture(autouse=True)
def network(settings):
    settings.MIDDLEWARE = [f"{__name__}.delivery_network", *settings.MIDDLEWARE]


def test_attack_has_a_token_of_its_own():
    mine, theirs = attack()

    assert mine != theirs


def test_control_without_the_line_it_has_the_token_of_everybody(settings):
    settings.MIDDLEWARE.remove(MIDDLEWARE)

    mine, theirs = attack()

    assert mine == theirs
