from django.conf import settings
from django.urls import reverse_lazy
from django.utils.feedgenerator import Atom1Feed

from core.feeds import SiteFeed

from .models import Post


class RssFeed(SiteFeed):
    """The 20 newest posts, for feed readers."""

    title = settings.SITE_NAME
    description = settings.SITE_DESCRIPTION
    link = reverse_lazy("blog:post_list")

    def items(self):
        """Return the posts of the feed."""
        return Post.objects.published().with_author_and_tags()[:20]

    def item_title(self, item):
        """Return the title as text; feed readers escape it themselves."""
        return item.title

    def item_description(self, item):
        """Return the whole post as HTML."""
        return item.body_html

    def item_author_name(self, item):
        """Return the name of the author."""
        return str(item.author)

    def item_categories(self, item):
        """Return the names of the tags."""
        return [tag.name for tag in item.tags.all()]

    def item_pubdate(self, item):
        """Return when the post was published."""
        return item.published_at

    def item_updateddate(self, item):
        """Return when the post was last changed."""
        return item.updated_at


class AtomFeed(RssFeed):
    """The same posts in the Atom format."""

    feed_type = Atom1Feed
    subtitle = RssFeed.description
