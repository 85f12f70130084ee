from django.contrib.sitemaps import Sitemap

from .models import Profile


class ProfileSitemap(Sitemap):
    """The people who are not private, for search engines."""

    def items(self):
        """Return the people, by handle."""
        return Profile.objects.visible_to(None).filter(is_private=False)
