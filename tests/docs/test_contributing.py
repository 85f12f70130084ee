"""What CONTRIBUTING.md names is there: commands, options, files; and forms help to write issues."""

import re
import shlex
import tomllib
from itertools import pairwise

import pytest

from tests.commands import DEVELOPMENT, PROJECT, TEMPLATE, run
from tests.repository.test_supply_chain import schema_check

PAGE = (TEMPLATE / "CONTRIBUTING.md").read_text(encoding="utf-8")
SPANS = re.findall(r"`([^`\n]+)`", PAGE)
LINES = re.findall(r"^ {4}(\S.*?)(?: {2,}#.*)?$", PAGE, re.MULTILINE)

# What is to be typed, without uv and its options, each of which has a value.
UV = re.compile(r"^([A-Z]+=\w+ )?uv run( --[\w-]+ \S+)* ")
COMMANDS = sorted({UV.sub("", text) for text in [*LINES, *SPANS]})
PYTEST = [command for command in COMMANDS if command.startswith("pytest ")]

PATHS = {text for text in SPANS if re.fullmatch(r"[\w.{}-]*/[\w.{}/-]*|\w+\.\w+", text)}
OF_EACH = {f"{name}.py" for name in ("apps", "checks", "manage", "page", "removal", "settings")}
PATHS -= OF_EACH | {"services.py"}  # in each app or page, or nowhere, on purpose


def test_commands_of_the_project_are_there(unrendered):
    code = "from django.core.management import get_commands; print(*get_commands())"
    shell = ["manage.py", "shell", "--no-imports", "-c", code]
    known = run(unrendered, *shell, **DEVELOPMENT).split()
    named = {command.split()[1] for command in COMMANDS if command.startswith("manage.py ")}

    assert len(named) > 2
    assert named <= {*known}


@pytest.mark.parametrize("command", PYTEST)
def test_options_of_pytest_choose_tests(command):
    configuration = tomllib.loads((TEMPLATE / "pyproject.toml").read_text(encoding="utf-8"))
    marks = {mark.partition(":")[0] for mark in configuration["tool"]["pytest"]["markers"]}
    texts = {path: path.read_text("utf-8") for path in (TEMPLATE / "tests").rglob("test_*.py")}
    names = [name for text in texts.values() for name in re.findall(r"def (test_\w+)", text)]
    names += [path.stem for path in texts]
    options = dict(pairwise(shlex.split(command)))

    assert {*re.findall(r"\w+", options.get("-m", ""))} <= marks | {"and", "not"}
    for word in {*re.findall(r"\w+", options.get("-k", ""))} - {"or"}:
        assert any(word in name for name in names)


def test_files_are_there(template):
    assert len(PATHS) > 40
    for path in PATHS:
        assert (template / path).exists() or (template / PROJECT / path).exists(), path


def test_directories_of_the_root_are_described(template):
    section = PAGE.partition("## Where things are")[2].partition("\n## ")[0]
    names = {path.name for path in template.iterdir() if path.is_dir()}

    assert {*re.findall(r"(?m)^\| `([^/`]+)/`", section)} == names - {".ci"}


def test_forms_of_issues_are_as_github_asks(template):
    forms = {path.name: path for path in template.glob(".github/ISSUE_TEMPLATE/*.yml")}
    configuration = schema_check("github-issue-config", forms.pop("config.yml"))
    done = schema_check("github-issue-forms", *forms.values())

    assert {*forms} == {"bug.yml", "claim.yml", "idea.yml"}
    assert configuration.returncode == 0, configuration.stdout
    assert done.returncode == 0, done.stdout
