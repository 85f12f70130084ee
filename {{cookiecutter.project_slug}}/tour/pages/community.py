from django.utils.translation import gettext_lazy as _

from .base import TourPage


class CommunityPage(TourPage):
    """Features with their manual, packages with their reasons."""

    key = "community"
    claim = _("Each feature has a page in the manual, and each package that is here a reason.")
    main = "pyproject.toml::dependencies"
