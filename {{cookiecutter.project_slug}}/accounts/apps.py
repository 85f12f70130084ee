from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _

from core.apps import SiteApp


class AccountsConfig(SiteApp):
    """People: log-in by email address, roles, profile, API tokens."""

    name = "accounts"
    verbose_name = _("People")
    demo = "accounts.demo"
    search_fields = {"User": ["name"]}
    personal_fields = {
        "Token": ["name", "scope", "created_at", "expires_at"],
        "SecurityEvent": ["kind", "detail", "at", "ip_address", "user_agent"],
    }

    def ready(self):
        """Begin to record security events."""
        from . import security_log

        super().ready()
        security_log.connect()


class AdminConfig(admin_apps.AdminConfig):
    """Django's admin, on the site of ours that asks for a second factor."""

    default = False  # this module is also that of the app accounts
    default_site = "accounts.admin_site.AdminSite"
