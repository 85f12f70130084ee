"""The project is valid before Cookiecutter renders it: options only take something away."""

import os
import re
import shutil
import sys
import warnings
from pathlib import Path
from tokenize import COMMENT, STRING, tokenize

import pytest

from tests.commands import DEVELOPMENT, PROJECT, TEMPLATE, git, program, run, run_program

EXERCISES = sorted(
    path.parent.name for path in (TEMPLATE / PROJECT).glob("lessons/exercises/*/exercise.toml")
)


def test_python_parses(unrendered):
    with warnings.catch_warnings(action="error"):
        for path in unrendered.rglob("*.py"):
            compile(path.read_text(encoding="utf-8"), path, "exec")


@pytest.mark.skipif(sys.platform == "win32", reason="uv is stood for by a script of the shell")
def test_its_own_checks_find_nothing(unrendered, tmp_path):
    hooks = ["lint", "format", "templates", "types", "settings", "migrations"]
    project = shutil.copytree(unrendered, tmp_path / "project")  # prek takes no braces in a path
    git(project, "init", "--quiet")
    git(project, "add", "--all")

    printed = run_program(
        project,
        *[program("prek"), "run", "--all-files", *hooks],
        **DEVELOPMENT,
        PATH=f"{path_with_uv(tmp_path)}{os.pathsep}{os.environ['PATH']}",
    )

    assert len(re.findall(r"\.Passed$", printed, re.MULTILINE)) == len(hooks), printed
    assert git(project, "diff", "--name-only") == ""


def path_with_uv(directory):
    """Return a directory with a `uv run` that takes the programs of these tests."""
    uv = directory / "uv"
    programs = Path(sys.executable).parent
    uv.write_text(
        f'''#!/bin/sh
shift
[ "$1" = --group ] && shift 2
[ "$1" = manage.py ] && set -- python "$@"
PATH="{programs}:$PATH" exec "$@"
'''
    )
    uv.chmod(0o755)
    return directory


@pytest.mark.parametrize("speed", ["not slow", "slow"])
def test_its_own_tests_pass(unrendered, speed):
    run(unrendered, "-m", "pytest", "-p", "no:cacheprovider", "-n", "2", "-m", speed, **DEVELOPMENT)


def test_advantage_is_proved_on_demand(unrendered):
    """All proofs are tests of the project, which ran above: one advantage shows that this works."""
    output = run(unrendered, "manage.py", "advantages", "--prove", "framework", **DEVELOPMENT)

    assert re.findall("^pass  ", output, re.MULTILINE)
    assert "fail" not in output


@pytest.fixture(scope="session")
def compiled(template, tmp_path_factory):
    """Return a project that was run once: the checks of exercises write no bytecode."""
    project = shutil.copytree(template / PROJECT, tmp_path_factory.mktemp("compiled") / "project")
    run(project, "manage.py", "check", **DEVELOPMENT)
    return project


@pytest.mark.parametrize("exercise", EXERCISES)
def test_exercise_fails_at_the_start_and_passes_with_its_solution_only(compiled, exercise):
    output = run(compiled, "-m", "lessons", "verify", exercise)

    assert re.fullmatch(rf"✓ ok +{exercise}", output.strip())


def test_jinja_is_rare(unrendered):
    def control_lines(suffix):
        texts = (path.read_text(encoding="utf-8") for path in unrendered.rglob(f"*{suffix}"))
        return sum(len(re.findall(r"^\s*#:", text, re.MULTILINE)) for text in texts)

    assert control_lines(".py") <= 30
    assert control_lines(".html") == 0


def test_answers_stand_only_in_strings(unrendered):
    for path in unrendered.rglob("*.py"):
        with path.open("rb") as source:
            tokens = [t for t in tokenize(source.readline) if t.type not in {STRING, COMMENT}]

        assert "cookiecutter" not in " ".join(token.string for token in tokens), path
