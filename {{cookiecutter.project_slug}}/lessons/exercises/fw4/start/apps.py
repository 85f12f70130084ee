from django.apps import AppConfig


class Fw4Config(AppConfig):
    """An app with a setting, and a check of it."""

    name = "fw4"

    def ready(self):
        """Import the checks, so that they are registered."""
        from . import checks  # noqa: F401
