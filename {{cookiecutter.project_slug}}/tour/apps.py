from django.apps import AppConfig


class TourConfig(AppConfig):
    """What this project shows of Django, with a proof for each claim."""

    name = "tour"
    home_template = "tour/_home.html"
