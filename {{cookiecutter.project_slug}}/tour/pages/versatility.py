from django.utils.translation import gettext_lazy as _

from .base import TourPage


class VersatilityPage(TourPage):
    """Three sites from one codebase."""

    key = "versatility"
    claim = _("Sites of different kinds are made from the same parts, as pages and as JSON.")
