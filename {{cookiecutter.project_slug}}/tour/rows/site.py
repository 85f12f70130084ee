from tour.feature import Feature

ROWS = [
    Feature(
        advantage="framework",
        feature="A request passes middleware, URL, view, model and template, each short",
        code="config/settings.py::MIDDLEWARE",
        see="/",
        docs="topics/http/middleware/",
        proofs=("tests/test_framework.py",),
    ),
    Feature(
        advantage="batteries",
        feature="Sign-up, sessions, admin, sitemap, mail and rate limits from a few settings",
        code="accounts/admin.py::UserAdmin",
        see="/accounts/login/",
        docs="topics/auth/",
        proofs=(
            "accounts/tests/test_admin.py",
            "accounts/tests/test_views.py",
            "core/tests/test_views.py::test_sitemap_has_the_first_page_of_every_app",
            "tests/test_security.py::test_wrong_passwords_are_limited",
        ),
    ),
    Feature(
        advantage="community",
        feature="Each feature links to its page of the manual, each package says why it is here",
        code="pyproject.toml::dependencies",
        see="/",
        docs="",
        proofs=("tour/tests/test_features.py",),
    ),
    Feature(
        advantage="security",
        feature="Forged forms are refused at every address, foreign scripts on every page",
        code="config/settings.py::SECURE_CSP",
        see="/accounts/login/",
        docs="topics/security/",
        proofs=("tests/test_security.py", "core/tests/test_markdown.py"),
    ),
    Feature(
        advantage="scalability",
        feature="Machines differ by environment variables alone; health checks need no database",
        code="config/environment.py::Environment",
        see="/readyz",
        docs="howto/deployment/checklist/",
        proofs=("tests/test_environment.py", "core/tests/test_health.py"),
    ),
]
