from importlib import import_module

from .pages.base import TourView
from .registry import SHOWN


def page_of(key):
    """Return the class of an advantage's page; the site starts without its imports."""
    return getattr(import_module(f"tour.pages.{key}.page"), f"{key.title()}Page")


def page(request, key):
    """Show the page of an advantage."""
    return page_of(key).as_view()(request)


class IndexView(TourView):
    """The claims, and how many rows of the map prove each of them."""

    template_name = "tour/index.html"

    def get_context_data(self, **kwargs):
        """Return the pages in their order."""
        return super().get_context_data(pages=[page_of(key)() for key in SHOWN], **kwargs)
