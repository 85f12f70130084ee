"""
Checks of a deployed site, beside those of Django: `manage.py check --deploy`.

https://docs.djangoproject.com/en/6.1/ref/checks/
"""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connections

PER_PROCESS_CACHES = ("locmem.LocMemCache", "dummy.DummyCache")
STRONGEST_HASHER = "django.contrib.auth.hashers.Argon2PasswordHasher"
MIDDLEWARE = {
    "django.middleware.csp.ContentSecurityPolicyMiddleware": "scripts of others are not refused",
    "core.middleware.SecurityHeadersMiddleware": "browsers and caches are told too little",
    "core.limits.RateLimitMiddleware": "forms and the API may be used without limit",
}


@register(Tags.database)
def check_time_zones(app_configs, databases=None, **kwargs):
    """Find a MariaDB without the time zone of the site: `migrate` runs this check."""
    found = []
    for connection in map(connections.__getitem__, databases or []):
        if connection.vendor == "mysql" and settings.TIME_ZONE != "UTC":
            with connection.cursor() as cursor:
                cursor.execute("SELECT CONVERT_TZ('2000-01-01', 'UTC', %s)", [settings.TIME_ZONE])
                if cursor.fetchone()[0] is None:
                    hint = "mariadb-tzinfo-to-sql /usr/share/zoneinfo | mariadb --user root mysql"
                    text = "MariaDB knows no time zones."
                    found.append(Error(text, f"Type: {hint}", id="core.E012"))
    return found


def deploy_check(function):
    """Register a check that only `check --deploy` runs, with the tag security."""
    return register(function, Tags.security, deploy=True)


@deploy_check
def check_content_security_policy(app_configs, **kwargs):
    """Find a policy that is missing, or that lets every script run."""
    policy = settings.SECURE_CSP or {}
    if "default-src" not in policy:
        hint = 'Begin SECURE_CSP with "default-src": [CSP.NONE].'
        return [Error("The Content Security Policy has no default-src.", hint, id="core.E001")]
    return [
        Error(
            f"The Content Security Policy allows {source} in {directive}.",
            "Put the script or style into a file of its own.",
            id="core.E002",
        )
        for directive, sources in policy.items()
        if not isinstance(sources, (str, bool))
        for source in sources
        if "unsafe-" in str(source)
    ]


@deploy_check
def check_middleware(app_configs, **kwargs):
    """Find middleware that was taken out of the settings."""
    return [
        Error(f"{name} is missing: {effect}.", "Put it back into MIDDLEWARE.", id="core.E003")
        for name, effect in MIDDLEWARE.items()
        if name not in settings.MIDDLEWARE
    ]


@deploy_check
def check_cookies(app_configs, **kwargs):
    """Find cookies that plain http or a subdomain could set."""
    return [
        Warning(
            f"{name} is {getattr(settings, name)!r}, without the prefix __Host-.",
            f'Write {name} = f"{{COOKIE_PREFIX}}…" and turn DEBUG off.',
            id="core.W004",
        )
        for name in ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME")
        if not getattr(settings, name).startswith("__Host-")
    ]


@deploy_check
def check_caches(app_configs, **kwargs):
    """Find a cache in which each process counts attempts for itself."""
    if settings.CACHES["default"]["BACKEND"].endswith(PER_PROCESS_CACHES):
        hint = "Keep the default cache in the database; set CACHE_URL for pages alone."
        return [Error("The default cache is not shared by all processes.", hint, id="core.E005")]
    return []


@deploy_check
def check_admin(app_configs, **kwargs):
    """Find an admin that is where everybody looks for it, or opens with a password alone."""
    found: list = []
    if settings.ADMIN_PATH == "admin/":
        hint = "Set ADMIN_PATH to something that is not guessed, such as desk-7q3x/."
        found.append(Warning("The admin is at its usual address.", hint, id="core.W006"))
    if not settings.ADMIN_SECOND_FACTOR:
        hint = "Set ADMIN_SECOND_FACTOR=on, or turn DEBUG off."
        found.append(Error("The admin opens with a password alone.", hint, id="core.E007"))
    return found


@deploy_check
def check_passwords(app_configs, **kwargs):
    """Find passwords that are stored weakly, or may be short."""
    found: list = []
    if settings.PASSWORD_HASHERS[0] != STRONGEST_HASHER:
        hint = "Put it first in PASSWORD_HASHERS."
        found.append(Warning("Passwords are not hashed with Argon2.", hint, id="core.W008"))
    validators: list[Any] = settings.AUTH_PASSWORD_VALIDATORS
    lengths = [
        validator.get("OPTIONS", {}).get("min_length", 8)
        for validator in validators
        if validator["NAME"].endswith(".MinimumLengthValidator")
    ]
    if max(lengths, default=0) < 12:
        hint = 'Give MinimumLengthValidator the option "min_length": 12.'
        found.append(Warning("Passwords may have fewer than 12 characters.", hint, id="core.W009"))
    return found


@deploy_check
def check_addresses(app_configs, **kwargs):
    """Find addresses that still are those of a developer's machine."""
    examples = {
        "ALLOWED_HOSTS": (settings.ALLOWED_HOSTS, "example.com"),
        "MAIL_FROM": ([settings.DEFAULT_FROM_EMAIL], "site@example.com"),
        "SECURITY_CONTACT": ([settings.SECURITY_CONTACT], "security@example.com"),
    }
    return [
        Warning(
            f"{name} names localhost alone, which nobody else can reach.",
            f"Set {name} to one of your own, such as {example}.",
            id="core.W010",
        )
        for name, (values, example) in examples.items()
        if all(value.endswith(("localhost", "127.0.0.1", "[::1]")) for value in values)
    ]


@deploy_check
def check_mail_server(app_configs, **kwargs):
    """Find a site whose emails go to nobody: MAIL_URL is not set."""
    if settings.MAILERS["default"] == settings.LOCAL_MAIL:
        hint = "Set MAIL_URL; where a mail server is on this machine, to smtp://localhost:25."
        return [Warning("No mail server is named: emails are lost.", hint, id="core.W011")]
    return []
