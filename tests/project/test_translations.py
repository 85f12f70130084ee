"""The files with translations are those that Django would write today."""

import re
import shutil

import pytest

from tests.commands import DEVELOPMENT, PROJECT, TEMPLATE, run
from tests.serving import program

README = (TEMPLATE / PROJECT / "README.md").read_text(encoding="utf-8")
COLLECT, COMPILE = (
    re.search(rf"uv run (manage\.py {command} .*)", README)[1].split()
    for command in ("makemessages", "compilemessages")
)
HEADERS = re.compile(r'^"(?:POT-Creation-Date|Report-Msgid-Bugs-To): .*\n', re.MULTILINE)


@pytest.fixture
def gettext():
    """Need the programs of GNU gettext."""
    return [program(name) for name in ("xgettext", "msguniq", "msgmerge", "msgattrib", "msgfmt")]


def test_collecting_strings_changes_nothing(unrendered, gettext):
    catalogs = texts(unrendered)
    apps = {path.relative_to(unrendered).parts[0] for path in catalogs}

    run(unrendered, *COLLECT, **DEVELOPMENT)

    assert {"accounts", "blog", "core", "lessons", "shop", "social", "tour"} <= apps
    assert texts(unrendered) == catalogs


def texts(project):
    """Map each catalog to its text, without the two headers that Django adds."""
    paths = project.rglob("*.po")
    return {path: HEADERS.sub("", path.read_text(encoding="utf-8")) for path in paths}


def test_strings_of_a_new_app_are_collected(unrendered, gettext):
    run(unrendered, "manage.py", "startapp", "events", **DEVELOPMENT)
    settings = unrendered / "config" / "settings.py"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('    "core",\n', '    "core",\n    "events",\n', 1), "utf-8")

    run(unrendered, *COLLECT, **DEVELOPMENT)

    catalog = unrendered / "events" / "locale" / "de" / "LC_MESSAGES" / "django.po"
    assert 'msgid "Events"' in catalog.read_text(encoding="utf-8")


def test_translations_of_packages_are_left_alone(unrendered, gettext):
    package = unrendered / ".venv" / "package" / "locale" / "de" / "LC_MESSAGES"
    package.mkdir(parents=True)
    own = unrendered / "core" / "locale" / "de" / "LC_MESSAGES"
    shutil.copy(own / "django.po", package)
    (own / "django.mo").unlink()

    run(unrendered, *COMPILE, **DEVELOPMENT)

    assert (own / "django.mo").is_file()
    assert not (package / "django.mo").exists()
