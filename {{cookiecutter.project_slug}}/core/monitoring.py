"""
Errors reported to Sentry, and traces sent by OpenTelemetry, where the environment says so.

https://docs.sentry.io/platforms/python/integrations/django/
https://opentelemetry.io/docs/zero-code/python/configuration/
"""

import os

from django.conf import settings

# How OpenTelemetry behaves unless its own variables say otherwise.
OTEL_DEFAULTS = {
    "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf",
    "OTEL_METRICS_EXPORTER": "none",
    "OTEL_LOGS_EXPORTER": "none",
    "OTEL_SERVICE_NAME": settings.SITE_NAME,
    "OTEL_PYTHON_DJANGO_EXCLUDED_URLS": "healthz,readyz",
}


def start():
    """Start what the settings name; each process does so once."""
    if settings.SENTRY_DSN:
        start_sentry()
    if settings.OTLP_ENDPOINT:
        start_opentelemetry()


def start_sentry():
    """Report errors, without who had them and what they had typed."""
    import sentry_sdk

    sentry_sdk.init(
        settings.SENTRY_DSN,
        send_default_pii=False,
        max_request_body_size="never",
        include_local_variables=False,  # Among them are sessions, passwords and addresses.
    )


def start_opentelemetry():
    """Trace requests, and whatever else there is an instrumentation for among the packages."""
    from opentelemetry.instrumentation.auto_instrumentation import initialize

    for name, value in OTEL_DEFAULTS.items():
        os.environ.setdefault(name, value)
    initialize(swallow_exceptions=False)
