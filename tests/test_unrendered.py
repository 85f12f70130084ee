"""The project is valid before Cookiecutter renders it: options only take something away."""

import os
import re
import shutil
import sys
import warnings
from pathlib import Path
from tokenize import COMMENT, STRING, tokenize

import pytest

from .commands import DEVELOPMENT, git, program, run, run_program


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


def test_its_own_tests_pass(unrendered):
    everything = ["-m", "", "-n", "2"]  # the slow ones, too
    run(unrendered, "-m", "pytest", "-p", "no:cacheprovider", *everything, **DEVELOPMENT)


def test_advantage_is_proved_on_demand(unrendered):
    """All proofs are tests of the project, which ran above: one advantage shows that this works."""
    output = run(unrendered, "manage.py", "advantages", "--prove", "framework", **DEVELOPMENT)

    assert re.findall("^pass  ", output, re.MULTILINE)
    assert "fail" not in output


def test_each_exercise_fails_at_the_start_and_passes_with_its_solution_alone(unrendered):
    output = run(unrendered, "-m", "lessons", "verify")

    exercises = list((unrendered / "lessons" / "exercises").glob("*/exercise.toml"))
    assert len(re.findall("^✓ ok ", output, re.MULTILINE)) == len(exercises) == 36


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
