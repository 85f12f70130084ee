from django.apps import AppConfig


class SocialConfig(AppConfig):
    """Profiles, notes, follows and notifications."""

    name = "social"
    menu_url = "social:timeline"
    home_template = "social/_home.html"
    summary = (
        "Profiles, notes with pictures, follows, likes, blocks, notifications, a live timeline."
    )
