"""Middleware of the whole site."""

from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.utils.cache import patch_vary_headers
from django.utils.deprecation import MiddlewareMixin

from .api import is_api, problem


class SecurityHeadersMiddleware(MiddlewareMixin):
    """Add the headers that Django has no setting for, to pages, files and errors alike."""

    def process_request(self, request):
        """Drop cookies that PostgreSQL could not look up."""
        request.COOKIES = {name: v for name, v in request.COOKIES.items() if "\0" not in v}

    def process_response(self, request, response):
        """Refuse embedding and caches of signed-in people; let sign-out empty the browser."""
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        if hasattr(request, "user") and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        if request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
            response.headers["X-Robots-Tag"] = "noindex"  # robots.txt would tell where it is.
        if hasattr(request, "signed_out"):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


@receiver(user_logged_out)
def mark_signed_out(request, **kwargs):
    """Remember that this request signs somebody out, on whichever page it does."""
    request.signed_out = True


class ResponseFormatMiddleware(MiddlewareMixin):
    """Put what Django answers by itself into a form that programs and htmx can use."""

    def process_request(self, request):
        """Let ninja, which knows no HEAD, answer as to GET; the server leaves the body out."""
        if request.method == "HEAD" and is_api(request):
            request.method = "GET"

    def process_response(self, request, response):
        """Make error pages of the API problem documents, and leave htmx's redirects to browsers."""
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
