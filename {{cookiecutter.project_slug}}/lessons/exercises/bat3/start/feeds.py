from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed

from .models import Article


# TODO: complete both classes. Drafts and articles of the future are in neither.
class LatestFeed(Feed):
    """The latest articles as RSS."""

    title = ""
    link = "/"
    description = ""

    def items(self):
        """Return the articles in the feed."""
        return Article.objects.none()


class ArticleSitemap(Sitemap):
    """All articles, for search engines."""

    def items(self):
        """Return the articles in the sitemap."""
        return Article.objects.none()
