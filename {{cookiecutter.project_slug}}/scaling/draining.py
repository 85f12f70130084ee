"""Take a server out of service before it stops, so that no request is refused."""

import os
from pathlib import Path

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse


def drain_file():
    """Return the path of the file that exists while the server finishes its last requests."""
    return Path(os.environ["DRAIN_DIRECTORY"], "draining")  # `manage.py serve` makes it.


class DrainingMiddleware:
    """Answer /readyz with 503 while the server of this process is about to stop."""

    def __init__(self, get_response):
        if not settings.DRAIN_SECONDS or "DRAIN_DIRECTORY" not in os.environ:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        """Answer, or hand on a request that does not ask, or while nothing stops."""
        if request.path == "/readyz" and drain_file().exists():
            return HttpResponse("draining\n", content_type="text/plain", status=503)
        return self.get_response(request)
