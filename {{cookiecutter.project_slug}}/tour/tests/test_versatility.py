import json
import re
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.core.management import call_command
from django.urls import reverse
from django.utils.html import escape, strip_tags
from pytest_django.asserts import assertContains

from core.apps import menu_apps
from core.demo import load_all
from tour.pages.versatility import sharing
from tour.pages.versatility.formats import EVERY_MODEL, examples
from tour.sources import counted_apps, files, shared_parts

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not examples(), reason="no app has a row for the page"),
]

EACH = [
    (label, item)
    for label, module in examples().items()
    for item in [*module.FORMATS, *EVERY_MODEL]
]


@pytest.fixture
def show(client, settings):
    """Return a function that gets the page with some choices, as a developer sees it."""
    settings.DEBUG = True
    return lambda **choices: client.get(reverse("tour:versatility"), choices)


def words(text):
    """Return the words that a text shows, whatever it is written in."""
    for _ in range(3):  # HTML, inside of XML, inside of the page
        text = unescape(strip_tags(unescape(text)))
    return " ".join(text.split())


def test_every_app_with_pages_has_a_row_to_show():
    assert set(examples()) == {app.label for app in menu_apps()}


@pytest.mark.slow
def test_row_is_named_in_every_format_and_nothing_is_left_behind(show):
    load_all()
    counts = {model: model.objects.count() for app in menu_apps() for model in app.get_models()}

    for label, item in EACH:
        context = show(app=label, format=item.key).context
        assert context["format"] == item
        title = words(str(context["row"])).removesuffix("…")
        assert title in words(str(context["shown"]["text"])), (label, item.key)

    assert counts == {model: model.objects.count() for model in counts}


def test_answer_of_the_api_is_the_one_that_visitors_get(client, show):
    load_all()

    for label in examples():
        shown = show(app=label, format="json").context["shown"]
        answer = client.get(shown["path"])
        assert answer.status_code == 200
        assert json.loads(unescape(strip_tags(shown["text"]))) == answer.json()


@pytest.mark.slow
def test_page_says_whose_code_made_a_form(show):
    load_all()

    for label, item in EACH:
        assertContains(show(app=label, format=item.key), escape(item.note))
        made_here = item.excerpt.file == "tour/pages/versatility/formats.py"
        assert made_here != ("this site" in item.note.lower())


@pytest.mark.slow
def test_command_that_is_shown_prints_what_is_shown(show):
    load_all()

    for label in examples():
        response = show(app=label, format="command")
        row, shown = response.context["row"], response.context["shown"]
        words = shown["command"].split()
        assert words[:5] == ["uv", "run", "manage.py", "dumpdata", row._meta.label_lower]
        output = StringIO()
        call_command(*words[3:], stdout=output)
        assert unescape(strip_tags(shown["text"])).strip() == output.getvalue().strip()
        assert [each["pk"] for each in json.loads(output.getvalue())] == [row.pk]
        assertContains(response, shown["command"])


def test_app_without_an_email_about_its_rows_sends_none(show):
    load_all()

    for label, module in examples().items():
        keys = {item.key for item in module.FORMATS}
        templates = Path(site_settings.BASE_DIR, label, "templates", label, "email")
        assert ("email" in keys) == templates.is_dir()
        assertContains(show(app=label), escape(getattr(module, "NO_FORMAT", "")))
        assert bool(getattr(module, "NO_FORMAT", "")) == (not keys & {"rss"} or "email" not in keys)


def test_code_of_every_format_is_there():
    for _, item in EACH:
        assert item.excerpt.source


def test_empty_site_says_what_to_type(show):
    assertContains(show(), "manage.py demo")


def test_unknown_choices_are_the_first_ones(show):
    context = show(app="x", format="x").context

    assert context["label"] == next(iter(examples()))
    assert context["format"].key == "html"


def test_lines_are_those_of_the_files_without_tests_and_blank_lines():
    [core] = sharing.parts(["core"])

    paths = (site_settings.BASE_DIR / "core").rglob("*.py")
    kept = [path for path in paths if not {"tests", "migrations"} & set(path.parts)]
    text = "\n".join(path.read_text(encoding="utf-8") for path in kept)
    assert core.python == len([line for line in text.split("\n") if line.strip()])
    assert core.templates > 0


def test_shared_parts_and_apps_with_pages_are_the_project(show):
    names = {*shared_parts(), *(app.label for app in menu_apps())}

    assert names == {"config", *(app.label for app in counted_apps())}
    context = show().context
    assert context["together"] == sum(part.total for part in sharing.parts(names))
    assert context["apart"] == sum(site.part.total + context["shared"] for site in context["sites"])


def test_bars_are_as_long_as_the_lines(show):
    response = show()

    for site in response.context["sites"]:
        assertContains(response, f'width="{site.shared}"')
        assertContains(response, f'x="{site.shared}" y="0" width="{site.part.total}"')


def imports(app, module):
    """Return whether a file of the app has a line that imports the module, or from it."""
    package, _, name = module.partition(".")
    line = rf"(?m)^from ({module}(\.\w+)* import|{package} import .*\b{name}\b)"
    return any(re.search(line, path.read_text(encoding="utf-8")) for path in files(app, ".py"))


def test_modules_are_imported_by_the_apps_that_the_page_names(show):
    labels = {app.label for app in menu_apps()}
    modules = sharing.shared_modules()

    assert modules["everywhere"]
    for module in modules["everywhere"]:
        assert all(imports(app, module) for app in labels)
    for module, users in modules["somewhere"].items():
        assert {app for app in labels if imports(app, module)} == users
    for module in [*modules["everywhere"], *modules["somewhere"]]:
        assertContains(show(), f"<code>{module}</code>")


def test_apps_do_not_import_each_other():
    labels = {app.label for app in menu_apps()}

    for app in menu_apps():
        for path in files(app.label, ".py"):
            source = path.read_text(encoding="utf-8")
            assert not [name for name in labels - {app.label} if f"from {name}" in source]
