from django.utils.translation import gettext_lazy as _

from .base import TourPage


class SecurityPage(TourPage):
    """The attacks that this site withstands."""

    key = "security"
    claim = _("The usual attacks fail without anybody having thought of them.")
    main = "config/settings.py::SECURE_CSP"
