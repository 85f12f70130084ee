from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed
from django.utils import timezone

from .models import Article


PUBLISHED = Article.objects.filter(published_at__lte=timezone.now()).order_by("-published_at")


class LatestFeed(Feed):
    """The latest articles as RSS."""

    title = "Articles"
    link = "/articles/"
    description = "The latest articles."

    def items(self):
        """Return the articles in the feed."""
        return PUBLISHED.all()[:20]

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
        return PUBLISHED.all()

    def lastmod(self, item):
        """Return when the article was published."""
        return item.published_at
