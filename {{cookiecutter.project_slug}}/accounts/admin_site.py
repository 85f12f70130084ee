"""The admin, for staff who have shown a second factor in this session."""

from urllib.parse import urlencode

from allauth.account.decorators import secure_admin_login
from allauth.mfa.signals import authenticator_added, authenticator_used
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import admin, messages
from django.dispatch import receiver
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

SESSION_KEY = "second_factor"


class AdminSite(admin.AdminSite):
    """Django's admin behind the site's own log-in page and a second factor."""

    site_header = site_title = settings.SITE_NAME

    def has_permission(self, request):
        """Return whether this session may see the admin at all."""
        return super().has_permission(request) and may_pass(request)

    def login(self, request, extra_context=None):
        """Send visitors to the site's log-in page, and staff to their second factor."""
        if super().has_permission(request):
            return ask_for_second_factor(request)
        return secure_admin_login(super().login)(request, extra_context)

    def password_change(self, request, extra_context=None):
        """Send staff to the page of the site, which limits guesses and tells by email."""
        return redirect("account_change_password")


def may_pass(request):
    """Return whether the session has shown a second factor, or development does not ask for it."""
    if not settings.ADMIN_SECOND_FACTOR:
        return True
    shown = request.session.get(SESSION_KEY) == request.user.pk
    return shown and is_mfa_enabled(request.user)


def ask_for_second_factor(request):
    """Redirect to the page that asks for the second factor, or to the one that sets it up."""
    if may_pass(request):
        return redirect("admin:index")
    if is_mfa_enabled(request.user):
        query = urlencode({"next": request.GET.get("next", reverse("admin:index"))})
        return redirect(f"{reverse('mfa_reauthenticate')}?{query}")
    messages.warning(request, _("The admin asks for a second factor. Set one up, then come back."))
    return redirect("mfa_index")


@receiver([authenticator_added, authenticator_used])
def remember(request, user, **kwargs):
    """Note in the session that this user has just used an app, a passkey or a recovery code."""
    request.session[SESSION_KEY] = user.pk
