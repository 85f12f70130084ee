import logging
from ipaddress import ip_address

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .models import User

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Change allauth's defaults for this site."""

    def is_open_for_signup(self, request):
        """Return whether people may sign up; if not, staff add them in the admin."""
        return settings.SIGNUP_OPEN

    def clean_email(self, email):
        """Refuse an email address that is too long, which allauth would cut off."""
        limit = User.MAX_EMAIL_LENGTH
        if len(email) > limit:
            raise ValidationError(
                _("The email address has %(length)s characters. Use at most %(limit)s.")
                % {"length": len(email), "limit": limit}
            )
        return super().clean_email(email)

    def get_client_ip(self, request):
        """Return the IP address of the visitor, as the trusted proxies say, of IPv4 as IPv4."""
        address = ip_address(super().get_client_ip(request))
        # Limits count networks of IPv6: all of IPv4 would be one of them.
        return str(getattr(address, "ipv4_mapped", None) or address)

    def send_account_already_exists_mail(self, email):
        """Send it after as long as a sign-up takes: the time would tell who has an account."""
        make_password(email)
        super().send_account_already_exists_mail(email)

    def render_mail(self, template_prefix, email, context, headers=None):
        """Return an email that says that a program wrote it: no other program answers it."""
        headers = {"Auto-Submitted": "auto-generated"} | (headers or {})
        return super().render_mail(template_prefix, email, context, headers)

    def send_mail(self, template_prefix, email, context):
        """Send an email; if the mail server fails, log it and go on with what was asked for."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:  # of the network, and of SMTP
            logger.exception("The email %s was not sent.", template_prefix)


class SessionsAdapter(DefaultUserSessionsAdapter):
    """Change how people end their other sessions."""

    def end_sessions(self, sessions):
        """End the sessions, and revoke the API tokens: who was in one may have made one."""
        super().end_sessions(sessions)
        context.request.user.tokens.all().delete()
