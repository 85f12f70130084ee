"""
What a load balancer asks: is this process alive, and may it get requests?

https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
"""

import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse

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
    if drain_file(os.getppid()).exists():
        return HttpResponse("draining\n", content_type="text/plain", status=503)
    free_bytes = shutil.disk_usage(settings.BASE_DIR).free
    if free_bytes < MINIMUM_FREE_BYTES:
        return HttpResponse("disk full\n", content_type="text/plain", status=503)
    return HttpResponse("ready\n", content_type="text/plain")


def drain_file(server_pid):
    """Return the path of the file that is there while a server finishes its last requests."""
    return Path(tempfile.gettempdir()) / f"draining-{server_pid}"
