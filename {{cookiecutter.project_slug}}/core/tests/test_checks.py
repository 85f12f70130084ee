"""What `manage.py check --deploy` finds beside what Django finds."""

import pytest
from django.conf import settings
from django.core.checks import Tags, run_checks
from django.db import connection

from config import environment
from core.checks import check_time_zones

# As on a server: what the tests themselves change is set back.
PRODUCTION = {
    "ADMIN_PATH": "desk-7q3x/",
    "ADMIN_SECOND_FACTOR": True,
    "ALLOWED_HOSTS": ["example.com"],
    "DEFAULT_FROM_EMAIL": "site@example.com",
    "MAILERS": {"default": environment.mail_server("smtp+tls://smtp.example.com")},
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SECURE_HSTS_PRELOAD": True,
    "SECURE_HSTS_SECONDS": 31536000,
    "SECURE_SSL_REDIRECT": True,
    "SECURITY_CONTACT": "security@example.com",
}
CACHE = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture
def found(settings):
    """Return a function that returns the ids that the checks find, with some settings changed."""

    def check(**changes):
        for name, value in (PRODUCTION | changes).items():
            setattr(settings, name, value)
        messages = run_checks(tags=[Tags.security], include_deployment_checks=True)
        own = [message for message in messages if message.id.startswith("core")]
        assert all(message.hint for message in own)
        return [message.id for message in own]

    return check


def test_site_in_production_has_nothing_to_be_found(found):
    assert found() == []


@pytest.mark.parametrize(
    ("name", "value", "ids"),
    [
        ("CACHES", CACHE, ["core.E005"]),
        ("ADMIN_PATH", "admin/", ["core.W006"]),
        ("ADMIN_SECOND_FACTOR", False, ["core.E007"]),
        ("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"], ["core.W010"]),
        ("DEFAULT_FROM_EMAIL", "site@localhost", ["core.W010"]),
        ("SECURITY_CONTACT", "security@localhost", ["core.W010"]),
        ("MAILERS", {"default": settings.LOCAL_MAIL}, ["core.W011"]),
        ("MAILERS", {"default": environment.mail_server("smtp://localhost:25")}, []),
    ],
)
def test_weak_setting_is_found(found, name, value, ids):
    assert found(**{name: value}) == ids


@pytest.mark.django_db
def test_time_zone_that_the_database_does_not_know_is_found(settings):
    settings.TIME_ZONE = "Europe/Zurich"
    installed = True
    if connection.vendor == "mysql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT CONVERT_TZ('2000-01-01', 'UTC', 'Europe/Zurich') IS NOT NULL")
            installed = bool(cursor.fetchone()[0])

    found = check_time_zones(None, databases=["default"])

    assert [error.id for error in found] == ["core.E012"] * (not installed)
