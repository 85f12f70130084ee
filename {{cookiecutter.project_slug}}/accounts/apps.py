from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People: log-in by e-mail address, roles, profile, API tokens."""

    name = "accounts"
