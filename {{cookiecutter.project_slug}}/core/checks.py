"""Checks of the site, next to Django's: https://docs.djangoproject.com/en/6.1/ref/checks/."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connections

PER_PROCESS_CACHES = ("locmem.LocMemCache", "dummy.DummyCache")


@register(Tags.database)
def check_time_zones(app_configs, databases=None, **kwargs):
    """Find a MariaDB without the time zone of the site: `migrate` runs this check."""
    hint = "Run: mariadb-tzinfo-to-sql /usr/share/zoneinfo | mariadb --user root mysql"
    for connection in map(connections.__getitem__, databases or []):
        if connection.vendor == "mysql" and settings.TIME_ZONE != "UTC":
            with connection.cursor() as cursor:
                cursor.execute("SELECT CONVERT_TZ('2000-01-01', 'UTC', %s)", [settings.TIME_ZONE])
                if cursor.fetchone() == (None,):
                    return [Error("MariaDB knows no time zones.", hint, id="core.E012")]
    return []


@register(Tags.security, deploy=True)
def check_deployment(app_configs, **kwargs):
    """Find settings with which a site is weak, or still that of a developer's machine."""
    found: list = []
    if settings.CACHES["default"]["BACKEND"].endswith(PER_PROCESS_CACHES):
        hint = "Keep the default cache in the database; set CACHE_URL for pages only."
        found.append(Error("Each process has its own default cache.", hint, id="core.E005"))
    if settings.ADMIN_PATH == "admin/":
        hint = "Set ADMIN_PATH to something that is not guessed, such as desk-7q3x/."
        found.append(Warning("The admin is at its usual URL.", hint, id="core.W006"))
    if not settings.ADMIN_SECOND_FACTOR:
        hint = "Set ADMIN_SECOND_FACTOR=on, or turn DEBUG off."
        found.append(Error("The admin asks for a password only.", hint, id="core.E007"))
    for name, values, example in (
        ("ALLOWED_HOSTS", settings.ALLOWED_HOSTS, "example.com"),
        ("MAIL_FROM", [settings.DEFAULT_FROM_EMAIL], "site@example.com"),
        ("SECURITY_CONTACT", [settings.SECURITY_CONTACT], "security@example.com"),
    ):
        if all(value.endswith(("localhost", "127.0.0.1", "[::1]")) for value in values):
            text = f"{name} only names localhost, which nobody else can reach."
            hint = f"Set {name} to one of your own, such as {example}."
            found.append(Warning(text, hint, id="core.W010"))
    if settings.MAILERS["default"] == settings.LOCAL_MAIL:
        hint = "Set MAIL_URL; where a mail server is on this machine, to smtp://localhost:25."
        found.append(Warning("No mail server is named: emails are lost.", hint, id="core.W011"))
    return found
