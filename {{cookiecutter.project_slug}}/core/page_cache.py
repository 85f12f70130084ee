"""
Keep public pages for visitors, and nothing of anybody who is known.

https://docs.djangoproject.com/en/6.1/topics/cache/#the-per-site-cache
"""

import hashlib
from functools import wraps
from http import HTTPStatus

from django.core.cache import caches
from django.http import HttpResponse
from django.middleware.cache import CacheMiddleware
from django.utils.cache import get_max_age, patch_cache_control, patch_vary_headers

SECONDS = 60


class VisitorCacheMiddleware(CacheMiddleware):
    """Django's cache of pages, for visitors without a cookie and pages that ask for it alone."""

    def process_request(self, request):
        """Return the page that was kept, if there is one."""
        return None if request.COOKIES else super().process_request(request)

    def process_response(self, request, response):
        """Keep the page, and leave the headers of others as they are."""
        return super().process_response(request, response) if get_max_age(response) else response


def cached_for_visitors(view):
    """
    Let the answers of a view be kept for a minute, for visitors who send no cookie.

    The middleware keeps them in the cache `volatile`, and browsers do, too. Whoever
    has a cookie, because they have signed in or filled a basket, gets a page of their own.
    """

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if is_visitor(request):
            patch_cache_control(response, public=True, max_age=SECONDS)
        patch_vary_headers(response, ["Cookie"])
        return response

    return wrapped


def answers_kept_for_visitors(view):
    """
    Keep the answers of a view of the API for a minute, for programs without token and cookie.

    Unlike with pages, the rate limit stands before: it counts each request.
    """

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not is_visitor(request):
            return view(request, *args, **kwargs)
        cache, url = caches["volatile"], request.build_absolute_uri()
        key = f"answer:{hashlib.sha256(url.encode()).hexdigest()}"
        if kept := cache.get(key):
            content, content_type = kept
            return HttpResponse(content, content_type)
        response = view(request, *args, **kwargs)
        if response.status_code == HTTPStatus.OK:
            cache.set(key, (response.content, response.headers["Content-Type"]), SECONDS)
        return response

    return wrapped


def is_visitor(request):
    """Return whether nobody is known by a cookie or a token."""
    return not request.COOKIES and not request.headers.get("Authorization")
