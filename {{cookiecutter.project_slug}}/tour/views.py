from .pages import PAGES
from .pages.base import TourView


class IndexView(TourView):
    """The claims, and how many rows of the map prove each of them."""

    template_name = "tour/index.html"

    def get_context_data(self, **kwargs):
        """Return the pages in their order."""
        return super().get_context_data(pages=[page() for page in PAGES], **kwargs)
