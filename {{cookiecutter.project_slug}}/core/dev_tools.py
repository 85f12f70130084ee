"""Tools for developers on the pages themselves, where DEV_TOOLS is on: nowhere else."""

from django.apps import apps
from django.conf import settings
from django.urls import Resolver404, include, path, resolve


def urls():
    """Return the addresses of the tools; none where they are off."""
    if not settings.DEV_TOOLS:
        return []
    return [
        path("__debug__/", include("debug_toolbar.urls")),
        path("__reload__/", include("django_browser_reload.urls")),
    ]


def is_watched(request):
    """
    Return whether the debug toolbar watches a request; it slows that one down.

    A request that a page makes itself, without a server, is measured there. So is whatever
    happens in an app whose SiteApp has `dev_tools` off.
    """
    if "SERVER_SOFTWARE" not in request.META:
        return False
    if request.META["REMOTE_ADDR"] not in settings.INTERNAL_IPS:
        return False
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return True
    return getattr(apps.get_containing_app_config(view.__module__), "dev_tools", True)
