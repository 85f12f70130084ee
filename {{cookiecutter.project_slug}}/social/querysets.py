"""
Questions that the site asks about people and notes.

`visible_to(viewer)` is the gate that every page, feed, API call and search goes through. The
viewer is a Profile, or None for somebody who has none.
"""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import (
    BooleanField,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)

from core.counting import count_of
from core.search import SearchQuerySet


def model(name):
    """Return a model of this app: models.py imports this module first."""
    return apps.get_model("social", name)


def may_be_met(viewer, person=None):
    """
    Return the condition that the viewer may meet a person: active, and no block between the two.

    The person is the row itself, or the one in a field of it. A list of everybody whom the viewer
    may meet would say the same, and be made anew for each page.
    """
    active = Q(**{f"{person}__user__is_active" if person else "user__is_active": True})
    if viewer is None:
        return active
    blocks, key = model("Block").objects, f"{person or 'pk'}__in"
    blocked = Q(**{key: blocks.filter(blocker=viewer).values("blocked")})
    blocking = Q(**{key: blocks.filter(blocked=viewer).values("blocker")})
    return active & ~blocked & ~blocking


def may_be_read(viewer, note=""):
    """Return the condition that the viewer may read a note: the row itself, or one in a field."""
    start = f"{note}__" if note else ""
    author = f"{start}author"
    may_read = Q(**{f"{author}__is_private": False})
    if viewer:
        followed = model("Profile").objects.followed_by(viewer)
        may_read |= Q(**{author: viewer}) | Q(**{f"{author}__in": followed})
    return may_read & may_be_met(viewer, author) & Q(**{f"{start}is_hidden": False})


class ProfileQuerySet(SearchQuerySet):
    """Questions about people."""

    def visible_to(self, viewer):
        """Return the people whom the viewer may meet: active, and no block between the two."""
        return self.filter(may_be_met(viewer))

    def search(self, text):
        """Return the people with all words in handle and bio, or all in their name, by handle."""
        found = super().search(text).values("pk")
        named = get_user_model().objects.search(text).values("pk")
        return self.filter(Q(pk__in=found) | Q(user__in=named)).order_by("handle")

    def followers_of(self, profile):
        """Return the people who follow somebody."""
        return self.filter(follows__followed=profile, follows__state="accepted")

    def followed_by(self, profile):
        """Return the people whom somebody follows."""
        follows = model("Follow").objects.accepted().filter(follower=profile)
        return self.filter(pk__in=follows.values("followed"))

    def blocked_by(self, profile):
        """Return the people whom somebody has blocked."""
        return self.filter(pk__in=profile.blocks.values("blocked"))


class FollowQuerySet(QuerySet):
    """Questions about who follows whom."""

    def accepted(self):
        """Return the follows that let the follower read."""
        return self.filter(state="accepted")

    def requested(self):
        """Return the follows that wait for the followed person."""
        return self.filter(state="requested")


class NoteQuerySet(SearchQuerySet):
    """Questions about notes."""

    def visible_to(self, viewer):
        """Return the notes that the viewer may read, newest first."""
        return self.filter(may_be_read(viewer)).order_by("-pk")

    def timeline_of(self, viewer):
        """Return the viewer's own notes and those of the people whom they follow, newest first."""
        followed = model("Profile").objects.followed_by(viewer)
        people = model("Profile").objects.visible_to(viewer)
        # With one condition on the author, and no OR, a database uses the index of the authors.
        authors = people.filter(Q(pk=viewer.pk) | Q(pk__in=followed))
        return self.filter(author__in=authors, is_hidden=False).order_by("-pk")

    def above(self, note):
        """Return those of the notes that a note replies to, the first one first: at most 8."""
        keys = [f"{'parent__' * steps}parent_id" for steps in range(8)]
        found = model("Note").objects.filter(pk=note.pk).values_list(*keys).first() or ()
        return self.filter(pk__in=[key for key in found if key]).order_by("pk")

    def with_details(self, viewer):
        """Load authors, count likes and replies, and find readable parents, in the same query."""
        readable = model("Note").objects.visible_to(viewer)
        likes = model("Like").objects.filter(may_be_met(viewer, "profile"))
        own_like = Exists(likes.filter(profile=viewer, note=OuterRef("pk")))
        return self.select_related("author__user").annotate(
            like_count=count_of(likes, "note"),
            reply_count=count_of(readable, "parent"),
            readable_parent=Subquery(
                readable.filter(pk=OuterRef("parent")).order_by().values("pk")
            ),
            is_liked=own_like if viewer else Value(False, output_field=BooleanField()),
        )


class NotificationQuerySet(QuerySet):
    """Questions about notifications."""

    def visible(self, recipient):
        """Return what the recipient may still know: of nobody blocked, about no hidden note."""
        readable = Q(note=None) | may_be_read(recipient, "note")
        own = self.filter(readable, may_be_met(recipient, "actor"), recipient=recipient)
        return own.select_related("actor__user", "note").order_by("-pk")

    def unread(self):
        """Return those that the recipient has not seen."""
        return self.filter(read_at=None)
