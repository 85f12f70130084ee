"""Errors reported to Sentry: https://docs.sentry.io/platforms/python/integrations/django/."""

from django.conf import settings


def start():
    """Report errors where SENTRY_DSN is set, without who had them and what they had typed."""
    if not settings.SENTRY_DSN:
        return
    import sentry_sdk

    sentry_sdk.init(
        settings.SENTRY_DSN,
        send_default_pii=False,
        max_request_body_size="never",
        include_local_variables=False,  # Among them are sessions, passwords and addresses.
    )
