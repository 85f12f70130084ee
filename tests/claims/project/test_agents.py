"""What AGENTS.md tells coding agents is so, and is what README.md tells people."""

import re
import shlex
import tomllib

import django
import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class

PAGE = (settings.BASE_DIR / "AGENTS.md").read_text(encoding="utf-8")
README = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))

BLOCKS = re.findall(r"(?m)^    (uv run .*?)(?: *#.*)?$", PAGE)
COMMANDS = [*BLOCKS, *re.findall(r"`(uv run .*?)`", PAGE)]

# Names of files with a directory or an ending; the example, and what each machine makes, are none.
PATHS = {*re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]*\.[\w.]+)`", PAGE)}
PATHS -= {"_part.html", "app/noun_list.html", ".env", "uv.lock"}


def rows(text):
    """Return the rows of the table below the heading "Where things are"."""
    section = text.partition("\n## Where things are\n")[2].partition("\n## ")[0]
    return [line for line in section.splitlines() if line.startswith("|")]


@pytest.mark.parametrize("command", COMMANDS)
def test_command_exists(command):
    words = command.removeprefix("uv run ").removeprefix("--group types ")
    program, *arguments = shlex.split(words)

    if program == "manage.py":
        name, *options = arguments
        parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
        assert parser.parse_args(options)
    else:
        groups = [package for group in PROJECT["dependency-groups"].values() for package in group]
        assert program in {re.match(r"[\w-]+", package)[0] for package in groups}


@pytest.mark.parametrize("line", BLOCKS)
def test_command_is_one_that_the_readme_tells_people(line):
    assert f"\n    {line}" in README


def test_directories_are_those_of_the_readme():
    assert len(rows(PAGE)) > 8
    assert rows(PAGE) == rows(README)


def test_files_exist_here_or_in_an_app():
    assert len(PATHS) > 12
    for name in PATHS:
        places = (name, f"*/{name}", f"*/templates/{name}")
        assert any(any(settings.BASE_DIR.glob(place)) for place in places), name


def test_versions_are_those_of_the_project():
    lowest = PROJECT["project"]["requires-python"].removeprefix(">=")

    assert f"Django {django.get_version()[:3]}, on Python {lowest} or newer" in PAGE


def test_page_is_short():
    assert len(PAGE.splitlines()) < 120
