from django.utils.translation import gettext_lazy as _

from .base import TourPage


class RapidPage(TourPage):
    """One model, and all that follows from it."""

    key = "rapid"
    claim = _("One model is written once; table, form, admin, API and validation follow from it.")
