"""
Cache poisoning: an answer to a strange request is stored, and everybody gets it from then on.

Vary names the headers on which an answer depends, and caches keep the answers apart.
https://docs.djangoproject.com/en/6.1/topics/cache/#using-vary-headers
"""

from django.test import Client
from django_htmx.http import HttpResponseClientRedirect

PROTECTION = "core/middleware.py: patch_vary_headers"


def attack():
    """Ask for the icon like htmx, which gets an empty page; return what the next visitor gets."""
    Client().get("/favicon.ico", headers={"HX-Request": "true"})
    return Client().get("/favicon.ico")


def naive_middleware(get_response):
    """Do what ResponseFormatMiddleware does, without a word to caches."""

    def middleware(request):
        response = get_response(request)
        if request.htmx and response.status_code == 302:
            return HttpResponseClientRedirect(response.headers["Location"])
        return response

    return middleware


def test_attack_is_kept_apart_from_other_visitors(shared_cache):
    response = attack()

    assert response.status_code == 302
    assert response.headers["Location"] == "/static/core/icon.svg"


def test_control_without_vary_the_next_visitor_gets_an_empty_page(shared_cache, settings):
    naive = {"core.middleware.ResponseFormatMiddleware": f"{__name__}.naive_middleware"}
    settings.MIDDLEWARE = [naive.get(name, name) for name in settings.MIDDLEWARE]

    response = attack()

    assert response.status_code == 200
    assert not response.content
