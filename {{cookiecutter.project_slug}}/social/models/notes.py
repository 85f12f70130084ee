from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from core.images import UploadedImageField
from core.validators import validate_characters
from social.querysets import NoteQuerySet
from social.text import render

from .people import Profile


class Hashtag(models.Model):
    """A word that notes have in common, in lower case and without its #."""

    name = models.CharField(max_length=50, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("hashtag")
        verbose_name_plural = _("hashtags")

    def __str__(self):
        return f"#{self.name}"


class Note(models.Model):
    """Some words, perhaps with a picture, perhaps in reply to another note."""

    author = models.ForeignKey(
        Profile, on_delete=models.CASCADE, related_name="notes", verbose_name=_("author")
    )
    # A reply outlives what it replies to: it belongs to somebody else.
    parent = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="replies",
        verbose_name=_("parent"),
    )
    text = models.TextField(
        _("text"),
        max_length=500,
        validators=[validate_characters],
        help_text=_("Mention people with @, and tag with #. At most 500 characters."),
    )
    image = UploadedImageField(_("picture"), upload_to="notes", blank=True)
    image_alt = models.CharField(
        _("description of the picture"),
        max_length=200,
        blank=True,
        validators=[validate_characters],
        help_text=_("What the picture shows, for people who cannot see it."),
    )
    hashtags = models.ManyToManyField(
        Hashtag, blank=True, related_name="notes", verbose_name=_("hashtags")
    )
    is_hidden = models.BooleanField(_("hidden by moderators"), default=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)

    search_fields = ["text"]

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["author", "is_hidden", "-id"], name="note_shown_by_author")]
        verbose_name = _("note")
        verbose_name_plural = _("notes")

    def __str__(self):
        return Truncator(self.text).chars(60)

    def get_absolute_url(self):
        """Return the address of the note with its replies."""
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
            self.author.notify(profile, "like", self)

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
