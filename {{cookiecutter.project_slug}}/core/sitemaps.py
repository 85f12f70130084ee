from django.apps import apps
from django.contrib.sitemaps import Sitemap
from django.urls import reverse


class PageSitemap(Sitemap):
    """The home page, and the first page of every app."""

    def items(self):
        """Return URL names."""
        menu = [config.menu_url for config in apps.get_app_configs() if hasattr(config, "menu_url")]
        return ["home", *menu]

    def location(self, item):
        """Return the path of a URL name."""
        return reverse(item)
