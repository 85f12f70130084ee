"""Middleware of the whole site."""

from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.utils.cache import patch_vary_headers

from .api import is_api, problem


class SecurityHeadersMiddleware:
    """
    Add the headers that Django has no setting for, to pages, files and errors alike.

    No other site may embed an answer, no page may use a device, nothing of a signed-in person
    stays in a cache, and signing out empties what the browser has kept.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.permissions = ", ".join(f"{name}=()" for name in settings.PERMISSIONS_POLICY)

    def __call__(self, request):
        """Add the headers to the response."""
        response = self.get_response(request)
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = self.permissions
        if hasattr(request, "user") and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        if hasattr(request, "signed_out"):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


@receiver(user_logged_out)
def mark_signed_out(request, **kwargs):
    """Remember that this request signs somebody out, on whichever page it does."""
    request.signed_out = True


class ProblemMiddleware:
    """Tell programs in a problem document what Django itself would tell them with a page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Replace the page that says why a request to the API failed, but keep its headers."""
        response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if response.status_code >= 400 and is_page and is_api(request):
            document = problem(response.status_code)
            response.content = document.content
            response.headers["Content-Type"] = document.headers["Content-Type"]
        return response


class HtmxRedirectMiddleware:
    """Let htmx load the page that a redirect leads to, instead of putting it into this one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Turn a redirect into one that htmx leaves to the browser; caches keep the two apart."""
        response = self.get_response(request)
        if response.status_code in {301, 302}:
            if request.htmx:
                response.headers["HX-Redirect"] = response.headers["Location"]
                del response.headers["Location"]
                response.status_code = 200
            patch_vary_headers(response, ["HX-Request"])
        return response
