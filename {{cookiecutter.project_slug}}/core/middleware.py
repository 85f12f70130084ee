"""Middleware of the whole site."""

import shutil

from django.conf import settings
from django.http import HttpResponse
from django_htmx.http import HttpResponseClientRedirect

MINIMUM_FREE_BYTES = 50 * 1024 * 1024


class HealthCheckMiddleware:
    """
    Answer /healthz and /readyz before anything else looks at the request.

    A load balancer asks by IP address, over http, many times a minute: no host check,
    redirect or session may come first. Neither answer asks the database, because one
    that is down for a moment must not take every server out of service.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Answer the two addresses, and hand on every other request."""
        if request.path == "/healthz":
            return HttpResponse("ok\n", content_type="text/plain")
        if request.path == "/readyz":
            return readiness()
        return self.get_response(request)


def readiness():
    """Return 200 if this process can do its work, or 503 with the reason it cannot."""
    free_bytes = shutil.disk_usage(settings.BASE_DIR).free
    if free_bytes < MINIMUM_FREE_BYTES:
        return HttpResponse("disk full\n", content_type="text/plain", status=503)
    return HttpResponse("ready\n", content_type="text/plain")


class HtmxRedirectMiddleware:
    """Let htmx load the page that a redirect leads to, instead of putting it into this one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Turn a redirect into one that htmx leaves to the browser."""
        response = self.get_response(request)
        if request.htmx and response.status_code in {301, 302}:
            return HttpResponseClientRedirect(response.headers["Location"])
        return response
