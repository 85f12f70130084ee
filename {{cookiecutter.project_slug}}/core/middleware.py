"""Middleware of the whole site."""

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.utils.cache import patch_vary_headers

from .api import is_api, problem


class SecurityHeadersMiddleware:
    """
    Add the headers that Django has no setting for, to pages, files and errors alike.

    No other site may embed an answer, nothing of a signed-in person stays in a cache, and
    signing out empties what the browser has kept.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Add the headers to the response."""
        response = self.get_response(request)
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        if hasattr(request, "user") and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        if hasattr(request, "signed_out"):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


@receiver(user_logged_out)
def mark_signed_out(request, **kwargs):
    """Remember that this request signs somebody out, on whichever page it does."""
    request.signed_out = True


class ResponseFormatMiddleware:
    """
    Put what Django answers by itself into a form that programs and htmx can use.

    The API answers errors with problem documents, and htmx leaves a redirect to the browser
    instead of putting the other page into this one.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Change error pages of the API, and redirects; the other headers stay."""
        response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if response.status_code >= 400 and is_page and is_api(request):
            document = problem(response.status_code)
            response.content = document.content
            response.headers["Content-Type"] = document.headers["Content-Type"]
        elif response.status_code in {301, 302}:
            if request.headers.get("HX-Request") == "true":
                response.headers["HX-Redirect"] = response.headers["Location"]
                del response.headers["Location"]
                response.status_code = 200
            patch_vary_headers(response, ["HX-Request"])  # Caches keep the two apart.
        return response
