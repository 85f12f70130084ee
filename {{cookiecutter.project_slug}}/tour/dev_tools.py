"""The debug toolbar leaves alone what the tour measures."""

from django.apps import apps
from django.conf import settings
from django.urls import Resolver404, resolve


def is_watched(request):
    """
    Return whether the debug toolbar watches a request of this machine; it slows that one down.

    A request that a page makes itself, without a server, is measured there. So is whatever
    happens in the tour.
    """
    if "SERVER_SOFTWARE" not in request.META:
        return False
    if request.META["REMOTE_ADDR"] not in settings.INTERNAL_IPS:
        return False
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return True
    return apps.get_containing_app_config(view.__module__) != apps.get_app_config("tour")
