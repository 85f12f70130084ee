"""The page of the tour about packages knows all of this project's."""

import tomllib

import pytest
from django.conf import settings as site_settings
from django.urls import reverse
from django.utils.html import escape
from django.utils.text import capfirst
from pytest_django.asserts import assertContains

pytest.importorskip("tour")

from tour.pages.community.packages import SPARES, packages

PYPROJECT = (site_settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8")


@pytest.fixture
def page(client, settings, db):
    """Return the page as a developer sees it."""
    settings.DEBUG = True
    return client.get(reverse("tour:community"))


def test_every_dependency_has_a_row_and_every_row_a_dependency(page):
    dependencies = tomllib.loads(PYPROJECT)["project"]["dependencies"]

    rows = [package.name for package in packages()]

    assert len(rows) == len(dependencies)
    for name, dependency in zip(rows, dependencies, strict=True):
        assert dependency.startswith((f"{name}>", f"{name}["))
    assert set(rows) == set(SPARES)
    assert page.text.count('<th scope="row">') == len(rows)


def test_every_dependency_has_a_reason_a_licence_a_version_and_a_home(page):
    for package in packages():
        assert f"# {package.reason}\n" in PYPROJECT
        assert package.reason
        assertContains(page, f'<td lang="en">{escape(capfirst(package.reason))}</td>')
        for text in [package.version, package.licence, package.home, package.spares]:
            assert text, package.name
            assertContains(page, escape(text))
