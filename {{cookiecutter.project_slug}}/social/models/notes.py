from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import BooleanField, Exists, OuterRef, Q, Subquery, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from core.fields import LineField, TextField
from core.images import UploadedImageField
from core.models import count_of
from core.search import SearchQuerySet
from social.text import render

from .people import NotificationKind, Profile, may_be_met


class Hashtag(models.Model):
    """A word that notes have in common, in lower case and without its #."""

    name = LineField(max_length=50, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("hashtag")
        verbose_name_plural = _("hashtags")

    def __str__(self):
        return f"#{self.name}"


def may_be_read(viewer, note=""):
    """Return the condition that the viewer may read a note: the row itself, or one in a field."""
    start = f"{note}__" if note else ""
    author = f"{start}author"
    may_read = Q(**{f"{author}__is_private": False})
    if viewer:
        followed = Profile.objects.followed_by(viewer)
        may_read |= Q(**{author: viewer}) | Q(**{f"{author}__in": followed})
    return may_read & may_be_met(viewer, author) & Q(**{f"{start}is_hidden": False})


class NoteQuerySet(SearchQuerySet):
    """Query methods for notes."""

    def visible_to(self, viewer):
        """Return the notes that the viewer may read, newest first."""
        return self.filter(may_be_read(viewer)).order_by("-pk")

    def timeline_of(self, viewer):
        """Return the viewer's own notes and those of the people whom they follow, newest first."""
        followed = Profile.objects.followed_by(viewer)
        people = Profile.objects.visible_to(viewer)
        # With one condition on the author, and no OR, a database uses the index of the authors.
        authors = people.filter(Q(pk=viewer.pk) | Q(pk__in=followed))
        return self.filter(author__in=authors, is_hidden=False).order_by("-pk")

    def above(self, note):
        """Return those of the notes that a note replies to, the first one first: at most 8."""
        keys = [f"{'parent__' * steps}parent_id" for steps in range(8)]
        found = Note.objects.filter(pk=note.pk).values_list(*keys).first() or ()
        return self.filter(pk__in=[key for key in found if key]).order_by("pk")

    def with_details(self, viewer):
        """Load authors, count likes and replies, and find readable parents, in the same query."""
        readable = Note.objects.visible_to(viewer)
        likes = Like.objects.filter(may_be_met(viewer, "profile"))
        own_like = Exists(likes.filter(profile=viewer, note=OuterRef("pk")))
        return self.select_related("author__user").annotate(
            like_count=count_of(likes, "note"),
            reply_count=count_of(readable, "parent"),
            readable_parent=Subquery(
                readable.filter(pk=OuterRef("parent")).order_by().values("pk")
            ),
            is_liked=own_like if viewer else Value(False, output_field=BooleanField()),
        )


class Note(models.Model):
    """Some words, perhaps with a picture, perhaps in reply to another note."""

    author = models.ForeignKey(
        Profile, on_delete=models.CASCADE, related_name="notes", verbose_name=_("author")
    )
    # A reply outlives what it replies to: it belongs to another person.
    parent = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="replies",
        verbose_name=_("parent"),
    )
    text = TextField(
        _("text"),
        max_length=500,
        help_text=_("Mention people with @, and tag with #. At most 500 characters."),
    )
    image = UploadedImageField(_("picture"), upload_to="notes", blank=True)
    image_alt = LineField(
        _("description of the picture"),
        max_length=200,
        blank=True,
        help_text=_("What the picture shows, for people who cannot see it."),
    )
    hashtags = models.ManyToManyField(
        Hashtag, blank=True, related_name="notes", verbose_name=_("hashtags")
    )
    is_hidden = models.BooleanField(_("hidden by moderators"), default=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["author", "is_hidden", "-id"], name="note_shown_by_author")]
        verbose_name = _("note")
        verbose_name_plural = _("notes")

    def __str__(self):
        return Truncator(self.text).chars(60)

    def get_absolute_url(self):
        """Return the URL of the note with its replies."""
        return reverse("social:note_detail", args=[self.pk])

    def clean(self):
        """Refuse a picture without a description."""
        if self.image and not self.image_alt:
            raise ValidationError({"image_alt": _("Describe the picture in a few words.")})

    @property
    def text_html(self):
        """Return the text as HTML that is safe to show, with links. No query."""
        return render(self.text)

    def like(self, profile):
        """Like the note; again is the same as once."""
        _, is_new = Like.objects.get_or_create(profile=profile, note=self)
        if is_new:
            self.author.notify(profile, NotificationKind.LIKE, self)

    def unlike(self, profile):
        """Take a like back."""
        Like.objects.filter(profile=profile, note=self).delete()


class Like(models.Model):
    """That somebody likes a note."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="likes")
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="likes")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["profile", "note"], name="like_once")]
        verbose_name = _("like")
        verbose_name_plural = _("likes")

    def __str__(self):
        return f"{self.profile} ♥ {self.note}"
