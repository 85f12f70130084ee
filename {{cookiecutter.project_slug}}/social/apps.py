from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from core.apps import SiteApp


class SocialConfig(SiteApp):
    """Profiles, notes, follows and notifications."""

    name = "social"
    verbose_name = _("Social")
    menu_url = "social:timeline"
    home_template = "social/_home.html"
    sitemaps = {"profiles": "social.sitemaps.ProfileSitemap"}
    demo = "social.demo"
    timetable = {"social.tasks.send_digests": timedelta(days=1)}
    search_fields = {"Note": ["text"], "Profile": ["handle", "bio"]}
    personal_fields = {
        "Profile": ["handle", "bio", "avatar", "is_private", "wants_digest", "created_at"],
        "Note": ["text", "image", "image_alt", "created_at"],
        "Like": ["note", "created_at"],  # The words belong to somebody else.
        "Follow": ["followed__handle", "state", "created_at"],
        "Block": ["blocked__handle", "created_at"],
        "Report": ["note", "reason", "comment", "created_at"],
    }
    summary = _(
        "Profiles, notes with pictures, follows, likes, blocks, notifications, a live timeline."
    )
