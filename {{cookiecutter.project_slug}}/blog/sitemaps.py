from django.contrib.sitemaps import Sitemap

from .models import Post


class PostSitemap(Sitemap):
    """The published posts, for search engines."""

    def items(self):
        """Return the published posts, newest first."""
        return Post.objects.published()

    def lastmod(self, item):
        """Return when the post was last changed."""
        return item.updated_at
