"""Settings have the values that docs/security.md and the tour tell of."""

from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError


def test_sessions_end_after_a_week(settings):
    assert timedelta(seconds=settings.SESSION_COOKIE_AGE) == timedelta(days=7)


def test_passwords_have_at_least_12_characters():
    validate_password("twelve-chars")
    with pytest.raises(ValidationError):
        validate_password("eleven-char")


def test_tests_run_with_the_settings_of_production(settings):
    assert settings.SESSION_COOKIE_NAME == "__Host-sessionid"
    assert settings.SECURE_HSTS_SECONDS > 0
