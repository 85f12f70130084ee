"""What somebody can do who has worked with this project, each with the code that shows it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tour.excerpts import Excerpt
from tour.registry import SHOWN
from tour.rows import ADVANTAGES


@dataclass(frozen=True)
class Skill:
    """A sentence that a learner can say: a page of the tour and code of this project show it."""

    key: str
    sentence: Promise
    page: str
    code: str

    @property
    def title(self):
        """Return the name of the page."""
        return ADVANTAGES[self.page]

    @property
    def has_page(self):
        """Return whether the tour of this project has that page."""
        return self.page in SHOWN

    @property
    def excerpt(self):
        """Return the code, as it is now."""
        return Excerpt(self.code)


SKILLS = [
    Skill(
        "request",
        _("I can follow a request through middleware, URL, view, model and template."),
        "framework",
        "config/settings.py::MIDDLEWARE",
    ),
    Skill(
        "middleware",
        _("I can write a middleware, and say where in the list it belongs."),
        "framework",
        "core/middleware.py::SecurityHeadersMiddleware",
    ),
    Skill(
        "model",
        _("I can write a rule once, in a model, and have form, admin and API follow it."),
        "rapid",
        "tour/tests/test_one_model.py::test_form_takes_limits_and_help_from_the_model",
    ),
    Skill(
        "migration",
        _("I can write a migration that keeps the data and can be reversed."),
        "rapid",
        "accounts/migrations/0001_initial.py::Migration",
    ),
    Skill(
        "permissions",
        _("I can define with roles who may do what, and show that nobody else can."),
        "batteries",
        "accounts/admin_site.py::AdminSite",
    ),
    Skill(
        "admin",
        _("I can build an admin in which staff find what they are looking for."),
        "batteries",
        "accounts/admin.py::UserAdmin",
    ),
    Skill(
        "query",
        _("I can write a list that costs the same few queries with 10 rows and with 10,000."),
        "orm",
        "accounts/api.py::TokenMiddleware.process_request",
    ),
    Skill(
        "concurrency",
        _("I can let two people change a number at the same time without losing either change."),
        "orm",
        "core/models.py::RateLimitQuerySet.allow",
    ),
    Skill(
        "explain",
        _("I can read a query plan (EXPLAIN) and add the index that is missing."),
        "orm",
        "accounts/models.py::SecurityEvent",
    ),
    Skill(
        "manual",
        _("I can find the right page of the manual, the release notes, and what is deprecated."),
        "community",
        "pyproject.toml::filterwarnings",
    ),
    Skill(
        "csrf",
        _("I can explain a forged form (CSRF) and show what stops it."),
        "security",
        "tour/tests/attacks/test_csrf.py::attack",
    ),
    Skill(
        "scripts",
        _("I can explain a script in a comment (XSS) and name the two things that stop it."),
        "security",
        "config/settings.py::SECURE_CSP",
    ),
    Skill(
        "cache",
        _("I can cache a page for visitors without ever showing one person another’s page."),
        "scalability",
        "core/page_cache.py::cached_for_visitors",
    ),
    Skill(
        "task",
        _("I can move slow work into a task and say what happens when it fails."),
        "scalability",
        "tour/tasks.py::square",
    ),
    Skill(
        "elsewhere",
        _("I can write the same endpoint in Django and in another framework."),
        "transfer",
        "tour/pages/transfer/elsewhere/with_fastapi.py::answer",
    ),
    Skill(
        "test",
        _("I can write a test that fails when the claim it proves is false."),
        "versatility",
        "tour/tests/test_one_request.py::test_view_is_short",
    ),
]
