"""The feeds and sitemaps of this site, and the models that they list."""

from importlib import import_module
from inspect import unwrap

from django.apps import apps
from django.contrib.syndication.views import Feed
from django.urls import reverse

from core.apps import menu_apps
from core.sitemaps import all_sitemaps


def feeds_of(app):
    """Return the feeds of an app whose address has no variable part, by their address."""
    urls = import_module(f"{app.name}.urls")
    return {
        reverse(f"{urls.app_name}:{item.name}"): unwrap(item.callback)
        for item in urls.urlpatterns
        if isinstance(unwrap(item.callback), Feed) and not item.pattern.converters
    }


def first_feed():
    """Return the address of the first feed, or an empty text."""
    return next((address for app in menu_apps() for address in feeds_of(app)), "")


def addresses(model):
    """Return the addresses of the feeds and the sitemap that list rows of the model, one a line."""
    views = feeds_of(apps.get_app_config(model._meta.app_label))
    found = [address for address, view in views.items() if lists(view, model)]
    if any(lists(sitemap(), model) for sitemap in all_sitemaps().values()):
        found.append(reverse("sitemap"))
    return "\n".join(found)


def lists(feed, model):
    """Return whether a feed or sitemap is about the rows of a model; it is not asked for any."""
    return getattr(feed.items(), "model", None) is model
