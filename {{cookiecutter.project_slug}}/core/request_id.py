"""A name for each request, in the answer and in every line that it writes to the log."""

import logging
import re
import secrets
from contextvars import ContextVar

from django.conf import settings

HEADER = "X-Request-ID"
current: ContextVar[str] = ContextVar("request_id", default="")


class RequestIDMiddleware:
    """Take the name that a trusted proxy has given to the request, or make one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Remember the name while the request is worked on, and send it back."""
        token = current.set(given(request) or secrets.token_hex(8))
        try:
            response = self.get_response(request)
            response.headers[HEADER] = current.get()
            return response
        finally:
            current.reset(token)


def given(request):
    """Return the name in the request, or "" where nobody trusted has set it."""
    name = request.headers.get(HEADER, "")
    trusted = settings.ALLAUTH_TRUSTED_PROXY_COUNT and re.fullmatch(r"[\w.-]{8,64}", name, re.ASCII)
    return name if trusted else ""


class RequestIDFilter(logging.Filter):
    """Add `request_id` to each line of the log; "" outside of a request."""

    def filter(self, record):
        """Keep the line."""
        record.request_id = current.get()
        return True
