"""Answer a load balancer: is this process alive, and may it get requests?"""

import shutil

from django.conf import settings
from django.http import HttpResponse
from django.utils.deprecation import MiddlewareMixin

MINIMUM_FREE_BYTES = 50 * 1024 * 1024


class HealthCheckMiddleware(MiddlewareMixin):
    """
    Answer /healthz and /readyz before anything looks at the host, or for a session.

    A load balancer asks by IP address, over http, many times a minute. Neither answer asks the
    database: one that is down for a moment must not take every server out of service.
    """

    def process_request(self, request):
        """Answer the two URLs, and hand on every other request."""
        if request.path == "/healthz":
            return HttpResponse("ok\n", content_type="text/plain")
        if request.path == "/readyz":
            if shutil.disk_usage(settings.BASE_DIR).free < MINIMUM_FREE_BYTES:
                return HttpResponse("disk full\n", content_type="text/plain", status=503)
            return HttpResponse("ready\n", content_type="text/plain")
        return None
