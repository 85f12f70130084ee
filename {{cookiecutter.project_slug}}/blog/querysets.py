"""Questions that the site asks about tags, posts and comments."""

from django.apps import apps
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.text import slugify

from core.counting import count_of
from core.search import SearchQuerySet


class TagQuerySet(QuerySet):
    """Questions about tags."""

    def in_use(self):
        """Return the tags of published posts, by name."""
        posts = apps.get_model("blog", "Post").objects.published()
        return self.filter(Exists(posts.filter(tags=OuterRef("pk")))).order_by("name")

    def named(self, names):
        """Return the tags with these names, in order; save those that are new."""
        return [self._named(name) for name in names]

    def _named(self, name):
        tag = self.filter(name__iexact=name).first()
        return tag or self.create(name=name, slug=self.free_slug(name))

    def free_slug(self, name):
        """Return a slug for the name that no other tag has: C, C++ and C# stay apart."""
        slug = slugify(name, allow_unicode=True) or "tag"
        return free_slug(slug, self.all())


class PostQuerySet(SearchQuerySet):
    """Questions about posts."""

    def published(self):
        """Return the posts that everybody may read, newest first."""
        return self.filter(published_at__lte=timezone.now()).order_by("-published_at", "-pk")

    def scheduled(self):
        """Return the posts that are published later, on their own."""
        return self.filter(published_at__gt=timezone.now())

    def drafts(self):
        """Return the posts without a date of publication."""
        return self.filter(published_at=None)

    def changeable_by(self, user):
        """Return the posts that this user may change: their own, or all of them."""
        if user.has_perm("blog.change_post"):
            return self.all()
        return self.filter(author_id=user.pk)

    def deletable_by(self, user):
        """Return the posts that this user may delete: their own, or all of them."""
        if user.has_perm("blog.delete_post"):
            return self.all()
        return self.filter(author_id=user.pk)

    def visible_to(self, user):
        """Return the published posts, and those that this user may change."""
        return self.published() | self.changeable_by(user)

    def with_author_and_tags(self):
        """Load the authors in the same query, and all tags in one more."""
        return self.select_related("author").prefetch_related("tags")

    def with_comment_count(self):
        """Count the approved comments of each post as `comment_count`."""
        comments = apps.get_model("blog", "Comment").objects.approved()
        return self.annotate(comment_count=count_of(comments, "post"))


class CommentQuerySet(QuerySet):
    """Questions about comments."""

    def approved(self):
        """Return the comments that everybody may read."""
        return self.filter(state="approved")

    def held(self):
        """Return the comments that wait for a moderator."""
        return self.filter(state="held")

    def visible_to(self, user):
        """Return the approved comments, and those that this user wrote and that are held."""
        return self.approved() | self.held().filter(author_id=user.pk)


def free_slug(slug, others, max_length=80):
    """Return the slug, with a number behind it if one of the rows `others` has it already."""
    candidate, number = slug[:max_length], 2
    while others.filter(slug=candidate).exists():
        ending = f"-{number}"
        candidate = slug[: max_length - len(ending)] + ending
        number += 1
    return candidate
