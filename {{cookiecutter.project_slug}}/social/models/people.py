from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.fields import TextField
from core.images import UploadedImageField
from core.search import SearchQuerySet

UNSUBSCRIBE = Signer(salt="social.unsubscribe")


class NotificationKind(models.TextChoices):
    """The actions that people are notified of."""

    FOLLOW = "follow", _("follows you")
    REQUEST = "request", _("asks to follow you")
    LIKE = "like", _("likes your note")
    REPLY = "reply", _("replied to you")
    MENTION = "mention", _("mentions you")


def may_be_met(viewer, person=None):
    """
    Return the condition that the viewer may meet a person: active, and no block between the two.

    The person is the row itself, or the one in a field of it. A list of everybody whom the viewer
    may meet would say the same, and be made again for each page.
    """
    active = Q(**{f"{person}__user__is_active" if person else "user__is_active": True})
    if viewer is None:
        return active
    blocks, key = Block.objects, f"{person or 'pk'}__in"
    blocked = Q(**{key: blocks.filter(blocker=viewer).values("blocked")})
    blocking = Q(**{key: blocks.filter(blocked=viewer).values("blocker")})
    return active & ~blocked & ~blocking


class ProfileQuerySet(SearchQuerySet):
    """Query methods for people."""

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
        return self.filter(follows__followed=profile, follows__state=Follow.State.ACCEPTED)

    def followed_by(self, profile):
        """Return the people whom somebody follows."""
        follows = Follow.objects.accepted().filter(follower=profile)
        return self.filter(pk__in=follows.values("followed"))

    def seen_in_lists_by(self, viewer):
        """Return the people whose relations the viewer may know: no private one is a stranger."""
        known = models.Q(is_private=False)
        if viewer:
            known |= models.Q(pk=viewer.pk) | models.Q(pk__in=self.followed_by(viewer).values("pk"))
        return self.filter(known)

    def of_unsubscribe_token(self, token):
        """Return the person whose `unsubscribe_url` has this token, or nobody."""
        try:
            return self.filter(pk=UNSUBSCRIBE.unsign(token))
        except BadSignature:
            return self.none()

    def blocked_by(self, profile):
        """Return the people whom somebody has blocked."""
        return self.filter(pk__in=profile.blocks.values("blocked"))


class Profile(models.Model):
    """Somebody who takes part, known by a handle."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="profile",
        verbose_name=_("user"),
    )
    handle = models.CharField(
        _("handle"),
        max_length=30,
        unique=True,
        validators=[
            RegexValidator(
                r"\A[a-z0-9_]{3,30}\Z",
                _("Type 3 to 30 letters from a to z, digits or underscores."),
            )
        ],
        help_text=_("Your name after the @. Others mention you by it."),
    )
    bio = TextField(_("about you"), max_length=300, blank=True)
    avatar = UploadedImageField(_("picture"), upload_to="avatars", blank=True)
    is_private = models.BooleanField(
        _("followers only"),
        default=False,
        help_text=_("Only people whom you accept as followers read your notes."),
    )
    wants_digest = models.BooleanField(
        _("email digest"),
        default=True,
        help_text=_("Get unread notifications by email, once a day."),
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        ordering = ["handle"]
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")

    def __str__(self):
        return f"@{self.handle}"

    @property
    def unsubscribe_url(self):
        """Return the URL, with its host, where anybody who has it ends the emails."""
        path = reverse("social:unsubscribe", args=[UNSUBSCRIBE.sign(str(self.pk))])
        return settings.SITE_URL + path

    def get_absolute_url(self):
        """Return the URL of the page of this person."""
        return reverse("social:profile_detail", args=[self.handle])

    def save(self, *args, **kwargs):
        """Save the profile; one that is no longer private has no requests that wait."""
        super().save(*args, **kwargs)
        if not self.is_private:
            Follow.objects.filter(followed=self).requested().update(state=Follow.State.ACCEPTED)

    def follow(self, other):
        """Follow somebody, or ask them if they are private. Again is the same as once."""
        if other.pk == self.pk:
            raise ValidationError(_("You cannot follow yourself."))
        state = Follow.State.REQUESTED if other.is_private else Follow.State.ACCEPTED
        follow, is_new = Follow.objects.get_or_create(
            follower=self, followed=other, defaults={"state": state}
        )
        if is_new:
            kind = NotificationKind.REQUEST if other.is_private else NotificationKind.FOLLOW
            other.notify(self, kind)
        return follow

    def unfollow(self, other):
        """Stop following somebody, or take the request back."""
        Follow.objects.filter(follower=self, followed=other).delete()

    @transaction.atomic
    def block(self, other):
        """See and hear nothing of somebody any more, nor they of you; both stop following."""
        if other.pk == self.pk:
            raise ValidationError(_("You cannot block yourself."))
        Block.objects.get_or_create(blocker=self, blocked=other)
        self.unfollow(other)
        other.unfollow(self)

    def unblock(self, other):
        """Take a block back. Who followed whom before stays forgotten."""
        Block.objects.filter(blocker=self, blocked=other).delete()

    def notify(self, actor, kind, note=None):
        """Tell this person what somebody did, once, unless it was themselves or is blocked."""
        may_know = type(self).objects.visible_to(self).exclude(pk=self.pk)
        told = self.notifications.filter(actor=actor, kind=kind, note=note)
        if may_know.filter(pk=actor.pk).exists() and not told.exists():
            self.notifications.create(actor=actor, kind=kind, note=note)


def profile_of(user):
    """Return the profile of a user, or None where they have none. One query a request."""
    return getattr(user, "profile", None)


class FollowQuerySet(models.QuerySet):
    """Query methods for who follows whom."""

    def accepted(self):
        """Return the follows that let the follower read."""
        return self.filter(state=Follow.State.ACCEPTED)

    def requested(self):
        """Return the follows that wait for the followed person."""
        return self.filter(state=Follow.State.REQUESTED)


class Follow(models.Model):
    """That somebody reads somebody else's notes, or asks for it."""

    class State(models.TextChoices):
        """Whether a private person has agreed."""

        REQUESTED = "requested", _("Requested")
        ACCEPTED = "accepted", _("Accepted")

    follower = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="follows")
    followed = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FollowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["follower", "followed"], name="follow_once"),
            models.CheckConstraint(
                condition=~models.Q(follower=models.F("followed")), name="follow_not_oneself"
            ),
        ]
        verbose_name = _("follow")
        verbose_name_plural = _("follows")

    def __str__(self):
        return f"{self.follower} → {self.followed}"

    def accept(self):
        """Let the follower read."""
        self.state = self.State.ACCEPTED
        self.save(update_fields=["state"])


class Block(models.Model):
    """That somebody wants nothing to do with somebody else. It works in both directions."""

    blocker = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="block_once"),
            models.CheckConstraint(
                condition=~models.Q(blocker=models.F("blocked")), name="block_not_oneself"
            ),
        ]
        verbose_name = _("block")
        verbose_name_plural = _("blocks")

    def __str__(self):
        return f"{self.blocker} ✕ {self.blocked}"
