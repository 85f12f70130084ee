from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TourConfig(AppConfig):
    """What this project shows of Django, with a proof for each claim."""

    name = "tour"
    verbose_name = _("Tour")
    home_template = "tour/_home.html"
    measures = True  # No tool for developers slows down what it shows.
