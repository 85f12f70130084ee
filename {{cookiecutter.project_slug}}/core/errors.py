"""The handlers of errors that config/urls.py names."""

import errno
import logging
import sys

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from .api import is_api, problem
from .limits import visitor

RETRY_SECONDS = 5

logger = logging.getLogger("security")


def server_error(request):
    """Answer 503 while the database or the disk does not do its work, and 500 for our mistakes."""
    # Pages are made without the request, whose user would be asked of the database.
    if not is_outage(sys.exception()):
        return HttpResponse(render_to_string("500.html"), status=500)
    headers = {"Retry-After": str(RETRY_SECONDS)}
    return HttpResponse(render_to_string("503.html"), status=503, headers=headers)


def is_outage(error):
    """Return whether the error ends by itself when a server is back, or a disk has room."""
    no_room = isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}
    return no_room or isinstance(error, (OperationalError, InterfaceError))


def bad_request(request, exception):
    """Answer 413 where there is too much to read, and 400 where it cannot be understood."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    if is_api(request):
        return problem(status)
    return HttpResponse(render_to_string(f"{status}.html"), status=status)


def too_many_requests(request):
    """Answer 429: programs get a problem document, people get a page."""
    logger.warning("Too many requests to %s from %s", request.path, visitor(request))
    if is_api(request):
        response = problem(429, "Too many requests. Try again in a minute.")
    else:
        response = render(request, "429.html", status=429)
    response.headers["Retry-After"] = "60"
    return response
