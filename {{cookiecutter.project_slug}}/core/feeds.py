"""Feeds, which people read somewhere else."""

import re
from contextlib import suppress
from urllib.parse import urljoin

from django.contrib.syndication.views import Feed

LINK = re.compile('(?<=href=")[^"]*')


class SiteFeed(Feed):
    """A feed whose items link to this site, and did not change before they were published."""

    def get_feed(self, obj, request):
        """Return the feed."""
        feed = super().get_feed(obj, request)
        for item in feed.items:
            item["description"] = absolute(item["description"], item["link"])
            if item["updateddate"] and item["pubdate"]:
                item["updateddate"] = max(item["updateddate"], item["pubdate"])
        return feed


def absolute(html, base):
    """Return HTML of this site with links that begin with a host."""

    def joined(found):
        with suppress(ValueError):  # of a host that cannot be one
            return urljoin(base, found[0])
        return found[0]

    return LINK.sub(joined, html)
