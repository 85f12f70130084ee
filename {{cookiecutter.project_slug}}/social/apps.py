from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SocialConfig(AppConfig):
    """Profiles, notes, follows and notifications."""

    name = "social"
    verbose_name = _("Social")
    menu_url = "social:timeline"
    home_template = "social/_home.html"
    summary = _(
        "Profiles, notes with pictures, follows, likes, blocks, notifications, a live timeline."
    )
