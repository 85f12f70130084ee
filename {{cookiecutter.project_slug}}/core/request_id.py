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
        request.request_id = given(request) or secrets.token_hex(8)
        token = current.set(request.request_id)
        try:
            response = self.get_response(request)
            response.headers[HEADER] = request.request_id
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
        """Keep the line; Django writes about an answer, such as a 404, when it has left here."""
        request = getattr(record, "request", None)
        record.request_id = getattr(request, "request_id", current.get())
        return True
