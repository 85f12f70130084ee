from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People: log-in by email address, roles, profile, API tokens."""

    name = "accounts"
    verbose_name = _("People")

    def ready(self):
        """Begin to record security events."""
        from . import security_log

        security_log.connect()


class AdminConfig(admin_apps.AdminConfig):
    """Django's admin, on the site of ours that asks for a second factor."""

    default = False  # this module is also that of the app accounts
    default_site = "accounts.admin_site.AdminSite"
