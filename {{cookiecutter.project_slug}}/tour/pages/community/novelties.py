"""What this site uses of Django, and the release that brought each."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Novelty:
    """
    Something that came with a release.

    `mark` is what the code that uses it says, `note` what the release notes call it, where
    that is not the same; `docs` is a page of the manual.
    """

    version: str
    words: Promise
    docs: str
    mark: str
    note: str = ""


NOVELTIES = [
    Novelty("1.0", _("The admin"), "ref/contrib/admin/", "admin.ModelAdmin", "admin"),
    Novelty(
        "1.1", _("Counts and sums in a query"), "topics/db/aggregation/", ".annotate(", "annotate"
    ),
    Novelty(
        "1.2",
        _("Several databases"),
        "topics/db/multi-db/",
        "DATABASE_ROUTERS",
        "multiple database",
    ),
    Novelty("1.2", _("Tokens against forged forms"), "ref/csrf/", "CsrfViewMiddleware"),
    Novelty(
        "1.2",
        _("Messages for the next page"),
        "ref/contrib/messages/",
        "contrib.messages",
        "messages-framework",
    ),
    Novelty(
        "1.2",
        _("Feeds as views"),
        "ref/contrib/syndication/",
        "(Feed)",
        "Syndication feeds as views",
    ),
    Novelty(
        "1.3", _("Class-based views"), "topics/class-based-views/", "views.generic", "class-based"
    ),
    Novelty(
        "1.3", _("Static files of apps"), "ref/contrib/staticfiles/", "django.contrib.staticfiles"
    ),
    Novelty("1.3", _("Logging"), "topics/logging/", "LOGGING = {", "logging"),
    Novelty(
        "1.4", _("Related rows in one query more"), "ref/models/querysets/", "prefetch_related"
    ),
    Novelty(
        "1.4",
        _("Many rows in one statement"),
        "ref/models/querysets/",
        ".bulk_create(",
        "bulk_create",
    ),
    Novelty("1.4", _("Signed values"), "topics/signing/", "import signing", "signing"),
    Novelty(
        "1.4", _("No page in a foreign frame"), "ref/clickjacking/", "XFrameOptions", "clickjacking"
    ),
    Novelty(
        "1.5",
        _("A user model of one's own"),
        "topics/auth/customizing/",
        "AUTH_USER_MODEL",
        "custom user model",
    ),
    Novelty(
        "1.5",
        _("Some fields saved alone"),
        "ref/models/instances/",
        "save(update_fields",
        "update_fields",
    ),
    Novelty(
        "1.6",
        _("All of it or nothing"),
        "topics/db/transactions/",
        "transaction.atomic",
        "transaction management",
    ),
    Novelty(
        "1.7", _("Migrations"), "topics/migrations/", "migrations.RunPython", "Schema migrations"
    ),
    Novelty(
        "1.7",
        _("Questions about rows, as methods"),
        "topics/db/managers/",
        ".as_manager()",
        "as_manager",
    ),
    Novelty("1.7", _("Apps with a configuration"), "ref/applications/", "(AppConfig)", "AppConfig"),
    Novelty("1.7", _("Checks of one's own"), "topics/checks/", "@register(", "system check"),
    Novelty("1.8", _("Headers for https"), "ref/middleware/", "SecurityMiddleware"),
    Novelty(
        "1.9", _("Weak passwords are refused"), "topics/auth/passwords/", "AUTH_PASSWORD_VALIDATORS"
    ),
    Novelty(
        "1.10",
        _("Middleware around views"),
        "topics/http/middleware/",
        "MIDDLEWARE = [",
        "MIDDLEWARE",
    ),
    Novelty(
        "1.10",
        _("Passwords hashed by Argon2"),
        "topics/auth/passwords/",
        "Argon2PasswordHasher",
        "Argon2",
    ),
    Novelty(
        "1.11", _("Queries inside queries"), "ref/models/expressions/", "OuterRef(", "Subquery"
    ),
    Novelty(
        "2.0",
        _("Addresses without patterns"),
        "topics/http/urls/",
        "urls import include, path",
        "django.urls.path",
    ),
    Novelty(
        "2.2",
        _("Rules that the database keeps"),
        "ref/models/constraints/",
        "models.CheckConstraint(",
        "CheckConstraint",
    ),
    Novelty("3.0", _("MariaDB"), "ref/databases/", "MySQLdb", "MariaDB support"),
    Novelty(
        "3.0",
        _("Asynchronous servers"),
        "howto/deployment/asgi/",
        "ASGIHandler",
        "ASGI support",
    ),
    Novelty("3.0", _("Choices as enumerations"), "ref/models/fields/", "TextChoices"),
    Novelty(
        "3.2",
        _("Actions by decorator"),
        "ref/contrib/admin/actions/",
        "@admin.action",
        "contrib.admin.action",
    ),
    Novelty(
        "3.2",
        _("Headers as a dictionary"),
        "ref/request-response/",
        ".headers[",
        "HttpResponse.headers",
    ),
    Novelty("4.0", _("A cache in Redis"), "topics/cache/", "RedisCache"),
    Novelty("4.1", _("Forms for screen readers"), "ref/forms/api/", ".as_div", "as_div"),
    Novelty("4.2", _("Storages by name"), "ref/files/storage/", "STORAGES"),
    Novelty(
        "5.0",
        _("Choices that are the enumeration itself"),
        "ref/models/fields/",
        "choices=Kind",
        "declaring field choices",
    ),
    Novelty("5.1", _("Links to the next page"), "ref/templates/builtins/", "querystring"),
    Novelty("5.1", _("A pool of connections"), "ref/databases/", '"pool"', '"pool"'),
    Novelty("5.1", _("Writers that wait in line"), "ref/databases/", '"transaction_mode"'),
    Novelty("6.0", _("A policy of what a page loads"), "ref/csp/", "SECURE_CSP"),
    Novelty("6.0", _("Work in the background"), "topics/tasks/", "django.tasks"),
    Novelty("6.0", _("Named parts of templates"), "ref/templates/language/", "partialdef"),
    Novelty("6.1", _("Mail servers by name"), "topics/email/", "MAILERS"),
]
