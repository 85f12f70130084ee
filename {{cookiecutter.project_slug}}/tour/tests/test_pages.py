"""The frame that all pages of the tour share."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from pytest_django.asserts import assertContains, assertNotContains

from tour.excerpts import Excerpt, coloured
from tour.registry import SHOWN
from tour.views import page_of

pytestmark = pytest.mark.django_db

PAGES = [page_of(key) for key in SHOWN]
PATHS = [reverse("tour:index"), *(reverse(f"tour:{page.key}") for page in PAGES)]

each_path = pytest.mark.parametrize("path", PATHS)
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)


@pytest.fixture
def development(settings):
    """Let anybody see the tour, and press its buttons."""
    settings.DEBUG = True


def test_every_advantage_has_a_page_in_the_same_order():
    assert [page.key for page in PAGES] == list(SHOWN)


@each_path
def test_visitors_of_a_site_in_production_do_not_find_it(client, reader, path):
    client.force_login(reader)

    assert client.get(path).status_code == 404
    assert client.post(path, {"action": "prove"}).status_code == 404
    assertNotContains(client.get("/"), path)


@each_path
def test_staff_see_it_in_production_too(admin_client, path):
    assertContains(admin_client.get(path), "<h1>")


def test_staff_are_asked_for_a_second_factor_as_in_the_admin(admin_client, settings):
    settings.ADMIN_SECOND_FACTOR = True

    response = admin_client.get(PATHS[0], follow=True)

    assert [url for url, _ in response.redirect_chain] == [
        f"{reverse('admin:login')}?next={PATHS[0]}",
        reverse("mfa_index"),
    ]


@each_page
def test_nobody_presses_buttons_in_production(admin_client, page):
    path = reverse(f"tour:{page.key}")

    assertNotContains(admin_client.get(path), "tour-busy")
    assert admin_client.post(path, {"action": "prove"}).status_code == 403


@each_page
def test_page_has_the_whole_frame(client, development, page):
    response = client.get(reverse(f"tour:{page.key}"))

    assertContains(response, escape(page.claim))
    limits = response.text.partition('id="limits-title"')[2]
    assert "<li>" in limits
    for feature in page().features():
        assertContains(response, escape(feature.feature))
        assertContains(response, feature.docs_url)
        assertContains(response, f"{feature.file}:{feature.line}")
    assertContains(response, "vscode://file/")
    assertNotContains(response, 'href=""')
    assertContains(response, "remove tour lessons")
    for exercise in page().exercises():
        assertContains(response, reverse("learn:exercise", args=[exercise.name]))


@pytest.mark.slow
def test_button_runs_the_proof_and_shows_that_it_passes(client, development):
    response = client.post(reverse(f"tour:{PAGES[0].key}"), {"action": "prove", "row": "0"})

    assertContains(response, "tests passed.")
    assertContains(response, f"All {response.context['tests']} tests")


@pytest.mark.parametrize("data", [{}, {"action": "rm -rf"}, {"action": "prove", "row": "x"}])
@each_page
def test_what_no_button_sends_is_refused(client, development, page, data):
    assert client.post(reverse(f"tour:{page.key}"), data).status_code == 400


def test_buttons_need_the_token_of_the_form(development):
    client = Client(enforce_csrf_checks=True)

    assert client.post(reverse("tour:orm"), {"action": "prove"}).status_code == 403


def test_excerpt_is_the_definition_with_its_decorators_and_its_line():
    excerpt = Excerpt("tour/rows/__init__.py::Feature")

    assert excerpt.source.startswith("@dataclass")
    assert excerpt.text.splitlines()[excerpt.line - 1] == excerpt.source.splitlines()[0]
    assert "vscode://file/" in excerpt.place.editor_url


def test_excerpt_may_be_a_member():
    assert Excerpt("tour/rows/__init__.py::Feature.docs_url").source.startswith("    @property")


def test_excerpt_of_a_file_that_is_not_python_ends_with_the_bracket():
    source = Excerpt("pyproject.toml::dependencies").source

    assert source.startswith("dependencies = [")
    assert source.endswith("]")


def test_html_of_code_is_escaped():
    assert "<script>" not in coloured('x = "<script>"')
    assert "&lt;script&gt;" in coloured('x = "<script>"')


@pytest.mark.parametrize("code", ["tour/rows/__init__.py::Nothing", "pyproject.toml::nothing"])
def test_excerpt_of_a_name_that_is_gone_is_an_error(code):
    with pytest.raises(LookupError):
        _ = Excerpt(code).line
