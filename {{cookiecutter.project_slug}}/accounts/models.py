import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fields import EmailField, LineField, validate_no_url
from core.search import SearchQuerySet


class UserManager(BaseUserManager.from_queryset(SearchQuerySet)):  # type: ignore[misc]
    """Create users by email address, which is kept in lower case, and find them by name."""

    use_in_migrations = True

    def create_user(self, email, password=None, **fields):
        """Save and return a user; without a password, they cannot log in."""
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """Save and return a superuser, with a verified email address: they own the machine."""
        user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        user.mark_email_verified()
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. They log in with their email address."""

    MAX_EMAIL_LENGTH = 254

    email = EmailField(_("email address"), max_length=MAX_EMAIL_LENGTH, unique=True)
    name = LineField(
        _("name"),
        max_length=80,
        validators=[validate_no_url],
        help_text=_("Shown next to what you write."),
    )
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Switch off to close the account and keep its content."),
    )
    is_staff = models.BooleanField(
        _("staff"),
        default=False,
        help_text=_("May open the admin; roles say what they may do there."),
    )
    date_joined = models.DateTimeField(_("date joined"), default=timezone.now, editable=False)

    _password: str | None  # the new one, until it is saved
    emailaddress_set: Any  # allauth's addresses, with whether they are verified

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        ordering = ["email"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_is_lower_case"
            )
        ]
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self):
        return self.name or self.email

    def save(self, *args, **kwargs):
        """Save the user; a new password revokes the API tokens, as it ends the sessions."""
        password_is_new = self._password is not None and not self._state.adding
        super().save(*args, **kwargs)
        if password_is_new:
            self.tokens.all().delete()

    def mark_email_verified(self):
        """Mark the email address as verified, and forget earlier ones."""
        self.emailaddress_set.all().delete()
        self.emailaddress_set.create(email=self.email, verified=True, primary=True)

    def get_full_name(self):
        """Return the name; Django's admin and emails ask for it."""
        return self.name

    get_short_name = get_full_name


class TokenQuerySet(models.QuerySet):
    """Query methods for API tokens."""

    def valid(self):
        """Return the tokens that have not expired and whose owner is active."""
        return self.filter(expires_at__gt=timezone.now(), user__is_active=True)

    def matching(self, secret):
        """Return the token with this secret, if there is one."""
        return self.filter(digest=digest(secret))

    def issue(self, user, name, scope="write", days=90):
        """Save a token and return its secret, which is stored nowhere and shown once."""
        secret = f"token_{secrets.token_urlsafe(32)}"
        expires = timezone.now() + timedelta(days=days)
        self.create(user=user, name=name, scope=scope, digest=digest(secret), expires_at=expires)
        return secret


class Token(models.Model):
    """A secret that lets a program use the API as its owner, until it expires or is revoked."""

    class Scope(models.TextChoices):
        """The scopes of tokens: which requests a program may make with one."""

        READ = "read", _("Only read")
        WRITE = "write", _("Read and write")

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="tokens", verbose_name=_("user")
    )
    name = LineField(
        _("name"),
        max_length=80,
        help_text=_("What it is for, such as “backup script”."),
    )
    scope = models.CharField(_("scope"), max_length=10, choices=Scope, default=Scope.READ)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires at"), editable=False)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("token")
        verbose_name_plural = _("tokens")

    def __str__(self):
        return self.name


def digest(secret):
    """Return the SHA-256 of a secret, in hexadecimal: enough for one of 256 random bits."""
    return hashlib.sha256(secret.encode()).hexdigest()


class SecurityEvent(models.Model):
    """Something that matters to the security of an account: what, when, from where."""

    class Kind(models.TextChoices):
        """The kinds of security events."""

        SIGNED_UP = "signed_up", _("Account created")
        SIGNED_IN = "signed_in", _("Signed in")
        SIGN_IN_FAILED = "sign_in_failed", _("Wrong password")
        SIGNED_OUT = "signed_out", _("Signed out")
        PASSWORD_CHANGED = "password_changed", _("Password changed")
        PASSWORD_RESET = "password_reset", _("Password reset by email")
        EMAIL_ADDED = "email_added", _("Email address added")
        EMAIL_CHANGED = "email_changed", _("Email address changed")
        EMAIL_REMOVED = "email_removed", _("Email address removed")
        FACTOR_ADDED = "factor_added", _("Second factor added")
        FACTOR_REMOVED = "factor_removed", _("Second factor removed")
        FACTOR_FAILED = "factor_failed", _("Wrong second factor")
        CODES_MADE = "codes_made", _("Recovery codes generated")
        TOKEN_MADE = "token_made", _("API token created")
        TOKEN_REVOKED = "token_revoked", _("API token revoked")
        DATA_EXPORTED = "data_exported", _("Data downloaded")
        ACCESS_CHANGED = "access_changed", _("Changed by staff")
        ACCOUNT_DELETED = "account_deleted", _("Account deleted")

    # After the deletion of an account, nothing here says whose it was.
    user = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        related_name="security_events",
        verbose_name=_("user"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    detail = models.CharField(_("detail"), max_length=200, blank=True)
    at = models.DateTimeField(_("time"), auto_now_add=True, db_index=True)
    ip_address = models.GenericIPAddressField(_("IP address"), null=True)
    user_agent = models.CharField(_("browser"), max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("security event")
        verbose_name_plural = _("security events")

    def __str__(self):
        return f"{self.get_kind_display()} ({timezone.localtime(self.at):%Y-%m-%d %H:%M})"
