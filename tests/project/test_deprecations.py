"""What the next versions of Django will not know any more fails the tests of the project today."""

import re
import sys
import tomllib

import pytest
from django.utils import deprecation

from tests.commands import DEVELOPMENT, PROJECT, finished

# How Django names what the next version removes, and what the one after it removes.
NEXT, LATER = "RemovedInNextVersionWarning", "RemovedAfterNextVersionWarning"
WARN = """\
import warnings
import django.utils.deprecation
warnings.warn("an old way", django.utils.deprecation.{kind})
"""

# Where old code may be, and tests that come by. The health check needs no tables.
HEALTH = "core/tests/test_health.py::test_health_checks_answer_without_the_database"
HOME = "core/tests/test_views.py::test_missing_page_is_shown_in_the_design_of_the_site"
PLACES = {
    "settings": ("config/settings.py", "", NEXT, HEALTH),
    "models, which are imported before the tests": ("core/models.py", "", LATER, HEALTH),
    "middleware": ("core/health.py", '        if request.path == "/healthz"', LATER, HEALTH),
    "template": ("core/templatetags/site.py", "    return getattr(settings, name)", LATER, HOME),
}


def age(path, before, kind):
    """Let a module warn before the line that begins like this; without one, at its end."""
    text, warn = path.read_text(encoding="utf-8"), WARN.format(kind=kind)
    if before:
        assert text.count(before) == 1
        indent = before[: len(before) - len(before.lstrip())]
        text = text.replace(before, re.sub("(?m)^(?=.)", indent, warn) + before)
    path.write_text(text if before else f"{text}\n{warn}", encoding="utf-8")


@pytest.mark.parametrize(("file", "before", "kind", "test"), PLACES.values(), ids=PLACES)
def test_old_way_fails_the_tests(unrendered, file, before, kind, test):
    age(unrendered / file, before, kind)

    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--no-migrations", test]
    done = finished(unrendered, *command)

    assert done.returncode != 0
    assert f"{getattr(deprecation, kind).__name__}: an old way" in done.stdout + done.stderr


def test_old_way_fails_a_check_that_is_told_to_be_strict(unrendered):
    check = [sys.executable, "-W", "error", "manage.py", "check"]
    assert finished(unrendered, *check, **DEVELOPMENT).returncode == 0
    age(unrendered / "config/urls.py", "", NEXT)

    done = finished(unrendered, *check, **DEVELOPMENT)

    assert done.returncode != 0
    assert "an old way" in done.stderr


def test_no_filter_hides_a_warning(template):
    project = template / PROJECT
    text = (project / "pyproject.toml").read_text(encoding="utf-8")
    hiding = re.compile(r"(simplefilter|filterwarnings)\(.?[\"'](ignore|default|once)|-W *ignore")

    assert tomllib.loads(text)["tool"]["pytest"]["filterwarnings"] == ["error"]
    for path in [*project.rglob("*.py"), *project.rglob("*.yml")]:
        if "exercises" not in path.parts:  # One has a cheat that tries this, and is found out.
            assert not hiding.search(path.read_text(encoding="utf-8")), path
