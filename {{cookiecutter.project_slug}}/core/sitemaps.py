from importlib import import_module

from django.apps import apps
from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils.module_loading import module_has_submodule


class PageSitemap(Sitemap):
    """The home page, and the first page of every app."""

    def items(self):
        """Return URL names."""
        menu = [config.menu_url for config in apps.get_app_configs() if hasattr(config, "menu_url")]
        return ["home", *menu]

    def location(self, item):
        """Return the path of a URL name."""
        return reverse(item)


def all_sitemaps():
    """Return PageSitemap, and what the sitemaps.py of each app has in `sitemaps`."""
    found = {"pages": PageSitemap}
    for config in apps.get_app_configs():
        if hasattr(config, "menu_url") and module_has_submodule(config.module, "sitemaps"):
            found |= import_module(f"{config.name}.sitemaps").sitemaps
    return found
