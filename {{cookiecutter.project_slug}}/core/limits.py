"""How large a request may be, how often a visitor may write, and how often they may ask the API."""

import ipaddress
import re

from allauth.account.adapter import get_adapter
from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.utils.deprecation import MiddlewareMixin

from .api import is_api
from .models import RateLimit

SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}


class RateLimitMiddleware(MiddlewareMixin):
    """Refuse with 429 what goes beyond RATE_LIMITS; allauth has stricter limits for its pages."""

    def process_request(self, request):
        """Refuse with 413 what goes beyond MAX_REQUEST_BYTES, before files are on the disk."""
        length = request.META.get("CONTENT_LENGTH", "")
        if re.fullmatch("[0-9]{1,18}", length) and int(length) > settings.MAX_REQUEST_BYTES:
            raise RequestDataTooBig("The body is longer than MAX_REQUEST_BYTES.")

    def process_view(self, request, view, args, kwargs):
        """Count the request, and answer it where it is one too many."""
        name = kind(request, view)
        if name and not RateLimit.objects.allow(
            f"{name}:{visitor(request)}", settings.RATE_LIMITS[name], seconds=60
        ):
            return respond_429(request)  # with handler429 of config/urls.py
        return None


def kind(request, view):
    """Return which limit the request counts for, or None."""
    if is_api(request):
        return "api"
    if request.method in SAFE_METHODS or getattr(view, "csrf_exempt", False):
        return None  # Signed messages of programs come in bursts.
    return "writes"


def visitor(request):
    """Return who asks: the account, or the address; of IPv6, the network of one customer."""
    user = (getattr(request, "token", None) or request).user
    if user.is_authenticated:
        return f"user {user.pk}"
    address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    prefix = 64 if address.version == 6 else 32
    return str(ipaddress.ip_network((address, prefix), strict=False).network_address)
