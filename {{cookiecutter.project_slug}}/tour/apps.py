from django.utils.translation import gettext_lazy as _

from core.apps import SiteApp


class TourConfig(SiteApp):
    """What this project shows of Django, with a proof for each claim."""

    name = "tour"
    verbose_name = _("Tour")
    home_template = "tour/_home.html"
