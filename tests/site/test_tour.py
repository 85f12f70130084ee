"""
A browser presses every kind of button on the pages of the tour, as in development.

SCREENSHOTS names a directory for the pictures of the README: SCREENSHOTS=docs pytest -k pictures
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import Seen, barriers, launch, show
from tests.commands import TEMPLATE
from tests.serving import Site

PATHS = [
    "framework",
    "rapid",
    "batteries",
    "orm",
    "community",
    "security",
    "scalability",
    "transfer",
    "versatility",
]
DESKTOP, PHONE = 1280, 390  # pixels
PATIENCE = 240_000  # milliseconds, for the tests that a button starts

each_path = pytest.mark.parametrize("path", PATHS)


@pytest.fixture(scope="module")
def site(prepared):
    """Serve a project as in development."""
    site = Site(prepared(), DEBUG="on")
    yield site
    site.stop()


@pytest.fixture(scope="module")
def browser():
    """Start a browser."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def page(browser, site):
    """Return a tab."""
    context = browser.new_context(base_url=site.url, ignore_https_errors=True)
    yield context.new_page()
    context.close()


def test_index_leads_to_every_page(page):
    page.goto("/tour/")

    links = page.locator("main h2 a").evaluate_all("links => links.map(link => link.pathname)")
    assert links == [f"/tour/{path}/" for path in PATHS]


@each_path
def test_each_button_shows_its_result_without_a_page_load(page, path):
    seen = Seen(path, page)
    page.goto(f"/tour/{path}/")
    actions = page.locator("main form [name=action]").evaluate_all(
        "fields => [...new Set(fields.map(field => field.value))]"
    )

    assert "prove" in actions
    for action in actions:
        page.goto(f"/tour/{path}/")
        page.evaluate("window.loadedOnce = true")
        form = page.locator(f"main form:has([name=action][value={action}])").first
        with page.expect_response(lambda answer: answer.request.method == "POST", timeout=PATIENCE):
            form.get_by_role("button").first.click()
        page.locator(".htmx-request").first.wait_for(state="detached")

        assert page.evaluate("window.loadedOnce"), action
        assert (seen.status, seen.errors) == (200, []), action
        for width, scheme in ((DESKTOP, "light"), (PHONE, "dark")):
            show(page, width, scheme)
            assert barriers(page) == [], (action, width, scheme)
            assert page.evaluate("document.documentElement.scrollWidth") == width, action


@each_path
def test_each_choice_shows_something_else_without_a_page_load(page, path):
    seen = Seen(path, page)
    page.goto(f"/tour/{path}/")
    page.evaluate("window.loadedOnce = true")

    for form in page.locator("main form[method=get]").all():
        for choice in form.locator("select").all():
            choice.select_option(index=choice.locator("option").count() - 1)
        with page.expect_response(lambda answer: "hx-request" in answer.request.headers):
            form.get_by_role("button").first.click()
        page.locator(".htmx-request").first.wait_for(state="detached")

    assert page.evaluate("window.loadedOnce")
    assert seen.errors == []


@pytest.mark.parametrize("path", ["/tour/", "/learn/", "/learn/fw1/"])
def test_other_pages_have_no_barrier_and_no_error(page, path):
    seen = Seen(path, page)
    page.goto(path)

    for width in (DESKTOP, PHONE):
        for scheme in ("light", "dark"):
            show(page, width, scheme)
            assert barriers(page) == [], (width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") == width
    assert (seen.status, seen.errors) == (200, [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["", "framework", "orm"])
def test_pictures_for_the_readme_show_what_is_there_now(page, name, scheme, tmp_path):
    picture = Path(os.environ.get("SCREENSHOTS", tmp_path)) / f"tour-{name or 'index'}-{scheme}.png"
    page.goto(f"/tour/{name}/" if name else "/tour/")
    show(page, DESKTOP, scheme)

    page.screenshot(path=picture)

    assert picture.stat().st_size > 20_000
    assert f"docs/{picture.name}" in (TEMPLATE / "README.md").read_text(encoding="utf-8")


def test_proof_passes_and_says_so(page):
    page.goto("/tour/framework/")
    page.get_by_role("button", name="Run the proof").first.click()

    result = page.locator(".tour-result.passed")
    result.wait_for(timeout=PATIENCE)


def test_proof_runs_without_script_too(browser, site):
    context = browser.new_context(
        base_url=site.url, ignore_https_errors=True, java_script_enabled=False
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto("/tour/framework/")

    page.get_by_role("button", name="Run the proof").first.click()

    page.locator(".tour-result.passed").wait_for()
    context.close()
