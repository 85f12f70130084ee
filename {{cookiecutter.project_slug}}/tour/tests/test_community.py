import tomllib
from datetime import date

import pytest
from django.conf import settings as site_settings
from django.urls import reverse
from django.utils.html import escape
from django.utils.text import capfirst
from pytest_django.asserts import assertContains

from tour.pages.community.deprecations import look
from tour.pages.community.novelties import NOVELTIES
from tour.pages.community.packages import REGISTRY, Package, groups, packages
from tour.pages.community.releases import RELEASES, Release
from tour.pages.community.timeline import timeline

PYPROJECT = (site_settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8")


def used():
    return [use for stop in timeline() for use in stop.used]


@pytest.fixture
def page(client, settings, db):
    """Return the page as a developer sees it."""
    settings.DEBUG = True
    return client.get(reverse("tour:community"))


def test_every_use_of_a_feature_stands_where_the_page_says():
    for novelty, place in used():
        lines = (site_settings.BASE_DIR / place.file).read_text(encoding="utf-8").splitlines()
        assert novelty.mark in lines[place.line - 1], place


def test_site_uses_something_of_most_releases():
    assert len([stop for stop in timeline() if stop.used]) > len(RELEASES) * 3 / 4


def test_every_feature_belongs_to_a_release():
    assert {novelty.version for novelty in NOVELTIES} <= {item.version for item in RELEASES}


def test_releases_follow_each_other_up_to_the_installed_one():
    days = [release.day for release in RELEASES]

    assert days == sorted(days)
    needed = tomllib.loads(PYPROJECT)["project"]["dependencies"]
    assert f"django>={RELEASES[-1].version}" in "".join(needed)


def test_support_ends_on_its_day():
    ended, running = (Release("0", date.min, until) for until in [date(2020, 1, 1), date.max])

    assert not ended.is_supported
    assert running.is_supported
    assert not Release("0", date.min).is_supported


def test_sum_counts_the_releases_that_have_a_feature(page):
    releases = {novelty.version for novelty, _place in used()}

    assert len(releases) < len(RELEASES)
    assertContains(page, f"{len(used())} features from {len(releases)} releases.")
    assert page.text.count('class="bar"') == len(used())


@pytest.mark.parametrize(
    ("name", "licence"), [("nh3", "MIT"), ("django-ninja", "MIT"), ("django-zeal", "MIT")]
)
def test_licence_is_named_in_one_way(name, licence):
    assert Package(name).licence == licence


def test_page_shows_releases_features_places_and_manual(page):
    for release in RELEASES:
        assertContains(page, f"/en/6.1/{release.docs}")
    for novelty, place in used():
        assertContains(page, f"/en/6.1/{novelty.docs}")
        assertContains(page, f"<code>{place}</code>")
        assertContains(page, f"<title>{escape(novelty.words)}</title>")


def test_page_lists_the_dependencies_with_their_reasons(page):
    for package in packages():
        assertContains(page, '<th scope="row">', count=len(packages()))
        assertContains(page, escape(capfirst(package.reason)))


def test_home_pages_are_no_registry():
    everything = [*packages(), *(package for group in groups().values() for package in group)]

    assert everything
    for package in everything:
        assert REGISTRY not in (package.home or "")


def test_extras_and_tools_are_listed(page):
    data = tomllib.loads(PYPROJECT)
    named = [*data["project"]["optional-dependencies"], *data["dependency-groups"]]

    assert list(groups()) == named
    for name in named:
        assertContains(page, f"<dt>{name}</dt>")


def test_package_that_is_not_installed_says_nothing_of_itself():
    package = Package("not-installed-anywhere")

    assert (package.version, package.licence, package.home) == (None, None, None)


@pytest.mark.slow
@pytest.mark.django_db
def test_button_finds_no_deprecation_in_this_project(client, settings):
    settings.DEBUG = True

    response = client.post(reverse("tour:community"), {"action": "look"})

    assert response.context["imported"] > 100
    assert response.context["deprecations"] == []
    assertContains(response, "✓")


def test_deprecation_is_found_where_there_is_one(tmp_path):
    source = "from django.core.paginator import Paginator\n\nPaginator([], per_page=2, orphans=2)\n"
    (tmp_path / "old.py").write_text(source, encoding="utf-8")

    imported, [(file, line, kind, message)] = look(tmp_path)

    assert imported == 1
    assert (file, line) == ("old.py", 3)
    assert kind.startswith("RemovedInDjango")
    assert "orphans" in message


def test_deprecations_fail_the_tests_of_this_project(page):
    assert tomllib.loads(PYPROJECT)["tool"]["pytest"]["filterwarnings"] == ["error"]
    assertContains(page, "filterwarnings")
