from django.utils.translation import gettext_lazy as _

from .base import TourPage


class TransferPage(TourPage):
    """The same thing in Django and elsewhere."""

    key = "transfer"
    claim = _(
        "What one learns here is used elsewhere too: the ideas are the same, the names differ."
    )
