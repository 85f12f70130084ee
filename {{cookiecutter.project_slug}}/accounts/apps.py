from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People: log-in by email address, roles, profile, API tokens."""

    name = "accounts"
    verbose_name = "People"
