"""Write down what matters to the security of accounts: who, what, when, from where."""

import logging
from functools import partial

from allauth.account import signals as account
from allauth.account.adapter import get_adapter
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth

from .models import SecurityEvent, User

Kind = SecurityEvent.Kind

logger = logging.getLogger("security")

# Secrets are no part of it: of a wrong password only the account is noted, if there is one.
SIGNALS = {
    auth.user_logged_in: Kind.SIGNED_IN,
    auth.user_logged_out: Kind.SIGNED_OUT,
    account.user_signed_up: Kind.SIGNED_UP,
    account.password_changed: Kind.PASSWORD_CHANGED,
    account.password_set: Kind.PASSWORD_CHANGED,
    account.password_reset: Kind.PASSWORD_RESET,
    account.email_added: Kind.EMAIL_ADDED,
    account.email_changed: Kind.EMAIL_CHANGED,
    account.email_removed: Kind.EMAIL_REMOVED,
    mfa.authenticator_added: Kind.FACTOR_ADDED,
    mfa.authenticator_removed: Kind.FACTOR_REMOVED,
    mfa.authenticator_reset: Kind.CODES_MADE,
    mfa.authentication_failed: Kind.FACTOR_FAILED,
}


def record(request, user, kind, detail=""):
    """Save the event, log it, and tell the user by email where allauth does not; or None."""
    known = request is not None and "REMOTE_ADDR" in request.META
    event = SecurityEvent.objects.create(
        user=user,
        kind=kind,
        detail=detail[:200],
        ip_address=get_adapter().get_client_ip(request) if known else None,
        user_agent=request.headers.get("User-Agent", "")[:200] if known else "",
    )
    logger.info("%s user=%s ip=%s %r", kind, user and user.pk, event.ip_address, event.detail)
    if user and known and kind in {Kind.TOKEN_MADE, Kind.ACCESS_CHANGED}:
        mail = "accounts/email/security_event"
        get_adapter().send_notification_mail(mail, user, {"event": event}, email=user.email)
    return event


def connect():
    """Record what the signals of Django and allauth tell."""
    for signal, kind in SIGNALS.items():
        signal.connect(
            partial(record_signal, kind), weak=False, dispatch_uid=f"security_log.{kind}"
        )
    auth.user_login_failed.connect(record_failed_sign_in)


def record_signal(kind, sender, request=None, user=None, authenticator=None, **kwargs):
    """Record a signal as this kind of event."""
    if user is not None:  # A sign-out may come from somebody whose session had ended.
        record(request, user, kind, detail=authenticator.type if authenticator else "")


def record_failed_sign_in(sender, credentials, request=None, **kwargs):
    """Record a wrong password, with the account that it was tried on, if there is one."""
    email = str(credentials.get("email", ""))
    record(request, User.objects.filter(email=email).first(), Kind.SIGN_IN_FAILED)
