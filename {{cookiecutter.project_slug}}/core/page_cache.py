"""Keep public pages for visitors: https://docs.djangoproject.com/en/6.1/topics/cache/."""

from functools import wraps

from django.middleware.cache import CacheMiddleware
from django.utils.cache import get_max_age, patch_cache_control, patch_vary_headers

SECONDS = 60


class VisitorCacheMiddleware(CacheMiddleware):
    """Django's cache of pages, for visitors alone, and for pages that ask for it."""

    def process_request(self, request):
        """Return the page that was kept, if there is one."""
        return super().process_request(request) if is_visitor(request) else None

    def process_response(self, request, response):
        """Keep the page, unless it has a cookie or a token, which needs its cookie."""
        if response.cookies and "public" in response.headers.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "private, no-cache"
        return super().process_response(request, response) if get_max_age(response) else response


def cached_for_visitors(view):
    """Let the middleware and browsers keep a view's answers for a minute, one for each language."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if is_visitor(request) and response.status_code == 200:
            patch_cache_control(response, public=True, max_age=SECONDS)
        patch_vary_headers(response, ["Cookie", "Authorization"])
        return response

    return wrapped


def is_visitor(request):
    """Return whether nobody is known by a cookie or a token."""
    return not request.COOKIES and not request.headers.get("Authorization")
