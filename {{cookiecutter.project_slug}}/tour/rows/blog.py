from django.db.models import Count, Q
from django.db.models.functions import ExtractIsoWeekDay, Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.models import Post
from tour.pages.orm.query import Query
from tour.pages.versatility import formats
from tour.rows import Feature

ROWS = [
    Feature(
        advantage="rapid",
        feature=_("One model gives posts their table, form, admin and API the same rules"),
        code="blog/models.py::Post",
        see="/api/docs",
        docs="topics/forms/modelforms/",
        proofs=("tour/tests/test_one_model.py",),
    ),
    Feature(
        advantage="batteries",
        feature=_("Feeds, archives by date, pagination and drafts from Django's generic views"),
        code="blog/feeds.py::RssFeed",
        see="/blog/feed/rss/",
        docs="ref/contrib/syndication/",
        proofs=("blog/tests/test_feeds.py", "blog/tests/test_admin.py"),
    ),
    Feature(
        advantage="orm",
        feature=_("Questions in Python: a list of posts costs the same few queries at any size"),
        code="blog/models.py::PostQuerySet",
        see="/blog/tags/how-to/",
        docs="topics/db/managers/",
        proofs=(
            "blog/tests/test_querysets.py",
            "blog/tests/test_views.py::test_lists_cost_the_same_queries_at_any_length",
        ),
    ),
    Feature(
        advantage="security",
        feature=_("Scripts in posts and comments are shown as text, foreign edits are refused"),
        code="blog/views.py::PostUpdateView",
        see="/blog/",
        docs="topics/security/",
        proofs=(
            "blog/tests/test_security.py",
            "blog/tests/test_views.py::test_only_the_author_and_editors_change_a_post",
            "blog/tests/test_api.py::test_foreign_posts_are_neither_changed_nor_deleted",
        ),
    ),
    Feature(
        advantage="versatility",
        feature=_(
            "Publishing: the same posts as pages, feeds and JSON, with the same form behind them"
        ),
        code="blog/api.py::save_post",
        see="/api/posts/",
        docs="topics/class-based-views/generic-display/",
        proofs=(
            "blog/tests/test_api.py",
            "blog/tests/test_feeds.py",
            "blog/tests/test_views.py::test_author_writes_a_draft_and_publishes_it",
        ),
    ),
]


def posts_by_weekday(posts):
    """Return how many posts are published on each day of the week."""
    published = posts.filter(published_at__lte=Now())
    by_day = published.values(weekday=ExtractIsoWeekDay("published_at"))
    return by_day.annotate(posts=Count("pk")).order_by("weekday")


def tags_of_several_posts(tags):
    """Return the tags of two published posts or more."""
    published = Count("posts", filter=Q(posts__published_at__lte=Now()))
    used = tags.values("name").annotate(published=published)
    return used.filter(published__gte=2).order_by("-published", "name")[:20]


QUERIES = [
    Query(
        title=_("On which days of the week posts are published"),
        model="blog.Post",
        ask=posts_by_weekday,
    ),
    Query(
        title=_("Tags of two published posts or more"),
        model="blog.Tag",
        ask=tags_of_several_posts,
    ),
]


def example():
    """Return the newest post that everybody may read, or None."""
    return Post.objects.published().first()


NO_FORMAT = _("There is no email here, because nothing is sent about posts.")

FORMATS = [
    formats.page("blog/views.py::PostDetailView", Post.get_absolute_url),
    formats.answer("blog/api.py::PostOut", lambda post: reverse("api:get_post", args=[post.pk])),
    formats.feed("RSS", "blog/feeds.py::RssFeed", lambda post: reverse("blog:feed_rss")),
    formats.feed("Atom", "blog/feeds.py::AtomFeed", lambda post: reverse("blog:feed_atom")),
]
