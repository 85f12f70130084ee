from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fields import LineField

from .notes import Note, may_be_read
from .people import NotificationKind, Profile, may_be_met


class NotificationQuerySet(models.QuerySet):
    """Query methods for notifications."""

    def visible(self, recipient):
        """Return the notifications without blocked people and hidden notes."""
        readable = Q(note=None) | may_be_read(recipient, "note")
        own = self.filter(readable, may_be_met(recipient, "actor"), recipient=recipient)
        return own.select_related("actor__user", "note").order_by("-pk")

    def unread(self):
        """Return the notifications that the recipient has not seen."""
        return self.filter(read_at=None)


class Notification(models.Model):
    """A message to a person about another person's action."""

    recipient = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="notifications")
    actor = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=NotificationKind)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, null=True, related_name="+")
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["recipient", "-id"], name="notification_newest_first")]
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")

    def __str__(self):
        return f"{self.actor} {self.get_kind_display()}"

    def get_absolute_url(self):
        """Return the URL of the note, or of the actor."""
        return (self.note or self.actor).get_absolute_url()


class Report(models.Model):
    """That somebody asks moderators to look at a note."""

    class Reason(models.TextChoices):
        """The reasons for a report."""

        SPAM = "spam", _("Spam")
        ABUSE = "abuse", _("abuse or threat")
        OTHER = "other", _("other")

    class State(models.TextChoices):
        """The states of a report."""

        OPEN = "open", _("Open")
        DISMISSED = "dismissed", _("Dismissed")
        HIDDEN = "hidden", _("note hidden")

    reporter = models.ForeignKey(
        Profile, on_delete=models.CASCADE, related_name="reports", verbose_name=_("reporter")
    )
    note = models.ForeignKey(
        Note, on_delete=models.CASCADE, related_name="reports", verbose_name=_("note")
    )
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    comment = LineField(_("comment"), max_length=300, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.OPEN, db_index=True
    )
    handled_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("handled by"),
    )
    handled_at = models.DateTimeField(_("handled at"), null=True, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["reporter", "note"], name="report_once")]
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def __str__(self):
        return f"{self.get_reason_display()}: {self.note}"

    @transaction.atomic
    def handle(self, user, state):
        """Close all reports of the note; hide the note if the moderator says so."""
        if state == self.State.HIDDEN:
            Note.objects.filter(pk=self.note_id).update(is_hidden=True)
        self.note.reports.filter(state=self.State.OPEN).update(
            state=state, handled_by=user, handled_at=timezone.now()
        )
