from .pages.base import TourView
from .pages.batteries.page import BatteriesPage
from .pages.community.page import CommunityPage
from .pages.framework import FrameworkPage
from .pages.orm.page import OrmPage
from .pages.rapid.page import RapidPage
from .pages.scalability.page import ScalabilityPage
from .pages.security.page import SecurityPage
from .pages.transfer.page import TransferPage
from .pages.versatility.page import VersatilityPage
from .registry import SHOWN

ALL_PAGES = [
    FrameworkPage,
    RapidPage,
    BatteriesPage,
    OrmPage,
    CommunityPage,
    SecurityPage,
    ScalabilityPage,
    TransferPage,
    VersatilityPage,
]
PAGES = [page for page in ALL_PAGES if page.key in SHOWN]


class IndexView(TourView):
    """The claims, and how many rows of the map prove each of them."""

    template_name = "tour/index.html"

    def get_context_data(self, **kwargs):
        """Return the pages in their order."""
        return super().get_context_data(pages=[page() for page in PAGES], **kwargs)
