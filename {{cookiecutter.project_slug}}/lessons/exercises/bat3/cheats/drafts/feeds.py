from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed

from .models import Article


def published_articles():
    """Return the articles that everybody may read, newest first."""
    return Article.objects.exclude(published_at=None).order_by("-published_at")


class LatestFeed(Feed):
    """The latest articles as RSS."""

    title = "Articles"
    link = "/articles/"
    description = "The latest articles."

    def items(self):
        """Return the articles in the feed."""
        return published_articles()[:20]

    def item_title(self, item):
        """Return the title."""
        return item.title

    def item_description(self, item):
        """Return the text."""
        return item.text

    def item_pubdate(self, item):
        """Return when the article was published."""
        return item.published_at


class ArticleSitemap(Sitemap):
    """All articles, for search engines."""

    def items(self):
        """Return the articles in the sitemap."""
        return published_articles()

    def lastmod(self, item):
        """Return when the article was published."""
        return item.published_at
