from django.utils.translation import gettext_lazy as _

from .base import TourPage


class BatteriesPage(TourPage):
    """What comes with Django, and where this site uses it."""

    key = "batteries"
    claim = _("What nearly every site needs comes with Django, in parts that know each other.")
    main = "accounts/admin.py::UserAdmin"
