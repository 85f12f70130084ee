"""Take a server out of service before it stops, so that no request is refused."""

import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse


def drain_file(server_pid):
    """Return the path of the file that exists while a server finishes its last requests."""
    return Path(tempfile.gettempdir()) / f"draining-{server_pid}"


class DrainingMiddleware:
    """Answer /readyz with 503 while the server of this process is about to stop."""

    def __init__(self, get_response):
        if not settings.DRAIN_SECONDS:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        """Answer, or hand on a request that does not ask, or while nothing stops."""
        if request.path == "/readyz" and drain_file(os.getppid()).exists():
            return HttpResponse("draining\n", content_type="text/plain", status=503)
        return self.get_response(request)
