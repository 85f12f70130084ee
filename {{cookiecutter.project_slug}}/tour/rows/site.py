from django.utils.translation import gettext_lazy as _

from tour.rows import Feature

ROWS = [
    Feature(
        advantage="framework",
        feature=_("A request passes middleware, URL, view, model and template, each short"),
        code="config/settings.py::MIDDLEWARE",
        see="/tour/framework/",
        docs="topics/http/middleware/",
        proofs=("tour/tests/test_one_request.py",),
    ),
    Feature(
        advantage="batteries",
        feature=_("Sign-up, sessions, admin, sitemap, mail and rate limits from a few settings"),
        code="accounts/admin.py::UserAdmin",
        see="/accounts/login/",
        docs="topics/auth/",
        proofs=(
            "accounts/tests/test_admin.py",
            "accounts/tests/test_views.py",
            "core/tests/test_views.py::test_sitemap_has_the_first_page_of_every_app",
            "core/tests/test_limits.py",
        ),
    ),
    Feature(
        advantage="orm",
        feature=_("SQLite, PostgreSQL or MariaDB: one variable chooses, and no code changes"),
        code="config/environment.py::database",
        see="/tour/orm/",
        docs="ref/databases/",
        proofs=(
            "tour/tests/test_portability.py",
            "tour/tests/test_doctor.py",
        ),
    ),
    Feature(
        advantage="community",
        feature=_("Each claim has its page of the manual, and each package says why it is here"),
        code="pyproject.toml::dependencies",
        see="/tour/community/",
        docs="",
        proofs=("tour/tests/test_community.py",),
    ),
    Feature(
        advantage="security",
        feature=_("Forged forms are refused at every address, foreign scripts on every page"),
        code="config/settings.py::SECURE_CSP",
        see="/accounts/login/",
        docs="topics/security/",
        proofs=(
            "tour/tests/attacks/test_csrf.py",
            "tour/tests/attacks/test_script_injection.py",
            "core/tests/test_markdown.py",
        ),
    ),
    Feature(
        advantage="security",
        feature=_("Attacks are tried on the site, each with and without what stops it"),
        code="tour/tests/attacks/test_brute_force.py::attack",
        see="/accounts/login/",
        docs="topics/security/",
        proofs=("tour/tests/attacks", "tour/tests/test_attacks.py"),
    ),
    Feature(
        advantage="security",
        feature=_("Staff show a second factor: an authenticator app, a passkey or a recovery code"),
        code="accounts/admin_site.py::AdminSite",
        see="/accounts/password/reset/",
        docs="ref/contrib/admin/",
        proofs=("accounts/tests/test_second_factor.py",),
    ),
    Feature(
        advantage="security",
        feature=_("Limits, headers and a log of security events; a check finds what is missing"),
        code="core/checks.py::check_deployment",
        see="/.well-known/security.txt",
        docs="howto/deployment/checklist/",
        proofs=(
            "accounts/tests/test_security_log.py",
            "core/tests/test_checks.py",
            "core/tests/test_limits.py",
            "tests/test_headers.py",
        ),
    ),
    Feature(
        advantage="scalability",
        feature=_("Machines differ by environment variables alone; health checks need no database"),
        code="config/environment.py::Environment",
        see="/readyz",
        docs="howto/deployment/checklist/",
        proofs=("tests/test_environment.py", "core/tests/test_health.py"),
    ),
    Feature(
        advantage="transfer",
        feature=_("The API describes itself in OpenAPI, which programs in any language can read"),
        code="core/api.py::ProblemAPI",
        see="/api/docs",
        docs="misc/design-philosophies/",
        proofs=("tests/test_api.py",),
    ),
    Feature(
        advantage="transfer",
        feature=_("Django, Flask, FastAPI and bare Python answer a request with the same JSON"),
        code="tour/pages/transfer/elsewhere/with_django.py::question",
        see="/tour/transfer/",
        docs="topics/db/aggregation/",
        proofs=(
            "tour/tests/test_transfer.py::test_four_ways_give_the_same_json",
            "tour/tests/test_transfer.py::test_names_of_concepts_exist",
        ),
    ),
]
