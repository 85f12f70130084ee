"""
The one list of what this project shows of Django.

The map in README.md, `manage.py advantages` and the tests of this app read it. A row that
names a file, page or test that does not exist fails those tests.
"""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

DOCS = "https://docs.djangoproject.com/en/6.1/"


@dataclass(frozen=True, kw_only=True)
class Feature:
    """
    One advantage of Django, what shows it in this project, and how to check that.

    `code` is a file and a name in it, `see` a path on this site, `docs` a page below DOCS,
    `proofs` are pytest node ids.
    """

    slug: str
    advantage: str
    feature: str
    code: str
    see: str
    docs: str
    proofs: tuple[str, ...]

    @property
    def file(self):
        """Return the file of the code, relative to the project."""
        return self.code.partition("::")[0]

    @property
    def symbol(self):
        """Return the name of the class, function or section in the file."""
        return self.code.partition("::")[2]

    @property
    def line(self):
        """Return the number of the line where the symbol is defined, or None."""
        text = Path(settings.BASE_DIR, self.file).read_text(encoding="utf-8")
        starts = (f"class {self.symbol}", f"def {self.symbol}", f"{self.symbol} = ")
        for number, line in enumerate(text.splitlines(), 1):
            if line.startswith(starts):
                return number
        return None

    @property
    def docs_url(self):
        """Return the address of the page in Django's documentation."""
        return DOCS + self.docs

    @property
    def command(self):
        """Return what to type to run the proof."""
        return f"uv run manage.py advantages --prove {self.slug}"


FEATURES = (
    Feature(
        slug="framework",
        advantage="High-level framework",
        feature="A request passes middleware, URL, view, model and template, each short",
        code="blog/views.py::PostListView",
        see="/blog/",
        docs="topics/http/urls/",
        proofs=("tests/test_framework.py",),
    ),
    Feature(
        slug="rapid",
        advantage="Rapid, DRY development",
        feature="One model gives the table, the form, the admin and the API their rules",
        code="blog/models.py::Post",
        see="/api/docs",
        docs="topics/forms/modelforms/",
        proofs=("tests/test_one_model.py",),
    ),
    Feature(
        slug="batteries",
        advantage="Batteries included",
        feature="Feeds, sitemap, admin, sessions, messages, cache and CSP come with Django",
        code="blog/feeds.py::RssFeed",
        see="/blog/feed/rss/",
        docs="ref/contrib/syndication/",
        proofs=(
            "blog/tests/test_feeds.py",
            "blog/tests/test_admin.py",
            "blog/tests/test_views.py::test_comment_is_held_and_shown_to_its_writer_alone",
            "accounts/tests/test_views.py::test_sign_out_needs_a_button_and_not_a_link",
            "tests/test_security.py::test_wrong_passwords_are_limited",
            "tests/test_security.py::test_every_page_carries_the_content_security_policy",
        ),
    ),
    Feature(
        slug="orm",
        advantage="ORM",
        feature="Questions in Python: a list of posts costs the same few queries at any size",
        code="blog/querysets.py::PostQuerySet",
        see="/blog/tags/how-to/",
        docs="topics/db/managers/",
        proofs=(
            "blog/tests/test_querysets.py",
            "blog/tests/test_views.py::test_list_costs_the_same_queries_at_any_length",
        ),
    ),
    Feature(
        slug="community",
        advantage="Community and documentation",
        feature="Each feature links to its page of the manual, each package says why it is here",
        code="pyproject.toml::dependencies",
        see="/",
        docs="",
        proofs=("tour/tests/test_features.py",),
    ),
    Feature(
        slug="security",
        advantage="Security",
        feature="Scripts in posts and comments, forged forms and foreign edits are stopped",
        code="core/markdown.py::render",
        see="/blog/",
        docs="topics/security/",
        proofs=(
            "tests/test_security.py",
            "core/tests/test_markdown.py",
            "blog/tests/test_views.py::test_only_the_author_and_editors_change_a_post",
            "blog/tests/test_api.py::test_foreign_posts_are_neither_changed_nor_deleted",
        ),
    ),
    Feature(
        slug="scalability",
        advantage="Scalability",
        feature="Machines differ by environment variables alone; health checks need no database",
        code="config/environment.py::Environment",
        see="/readyz",
        docs="howto/deployment/checklist/",
        proofs=("tests/test_environment.py", "core/tests/test_health.py"),
    ),
    Feature(
        slug="versatility",
        advantage="Versatility",
        feature="The same posts as pages, feeds and a JSON API, with the same form behind them",
        code="blog/api.py::save",
        see="/api/posts/",
        docs="topics/class-based-views/generic-display/",
        proofs=(
            "blog/tests/test_api.py",
            "blog/tests/test_feeds.py",
            "blog/tests/test_views.py::test_author_writes_a_draft_and_publishes_it",
        ),
    ),
)
