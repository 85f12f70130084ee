"""What DEV_TOOLS adds to the pages of a developer, in a browser and under the strict CSP."""

import sys

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import Seen, launch
from tests.commands import DEVELOPMENT, run
from tests.reader import Reader

PANELS = ["SQLPanel", "TemplatesPanel", "HeadersPanel", "HistoryPanel"]


@pytest.fixture
def project(bake):
    """Return a project with demo data."""
    project = bake(starter="blog")
    run(project, "manage.py", "demo", "--no-serve", **DEVELOPMENT)
    return project


@pytest.fixture
def page(project, tmp_path):
    """Return a tab that shows the project as a developer serves it."""
    developer = Reader(tmp_path, project)
    command = f"{sys.executable} manage.py runserver"
    with (
        developer.serves(command, **DEVELOPMENT, DEV_TOOLS="on") as visitor,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        yield browser.new_page(base_url=visitor.site)
        browser.close()


def test_tools_work_under_the_csp_and_leave_the_tour_alone(page, project):
    seen = Seen("tools", page)

    page.goto("/tour/framework/")
    assert page.locator("#djDebug").count() == 0

    page.goto("/blog/")
    page.locator("#djShowToolBarButton").click()
    for panel in PANELS:
        page.locator(f"#djdt-{panel} a").click()
        page.locator(f"#{panel} .djDebugPanelContent > *").last.wait_for()

    template = project / "blog" / "templates" / "blog" / "post_list.html"
    changed = template.read_text("utf-8").replace("</h1>", " of a developer</h1>")
    template.write_text(changed, "utf-8")
    page.get_by_role("heading", name="of a developer").wait_for()
    assert seen.errors == []
