from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils.module_loading import import_string

from .apps import menu_apps, site_apps


class PageSitemap(Sitemap):
    """The home page, and the first page of every app."""

    def items(self):
        """Return URL names."""
        return ["home", *(config.menu_url for config in menu_apps())]

    def location(self, item):
        """Return the path of a URL name."""
        return reverse(item)


def all_sitemaps():
    """Return PageSitemap and the sitemaps that the apps declare, by name."""
    declared = {name: path for config in site_apps() for name, path in config.sitemaps.items()}
    return {"pages": PageSitemap} | {name: import_string(path) for name, path in declared.items()}
