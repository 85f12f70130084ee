"""Each answer to a closed prompt, and each pair of answers, gives a project in order."""

import itertools
import json
import re
import tomllib

import pytest

from .commands import PRODUCTION, TEMPLATE, lint, program, run, run_program

QUESTIONS = json.loads((TEMPLATE / "cookiecutter.json").read_text(encoding="utf-8"))


def closed_prompts():
    """Return the possible answers to each prompt that lists them, or asks yes or no."""
    choices = {
        key: [True, False] if isinstance(default, bool) else default
        for key, default in QUESTIONS.items()
        if not key.startswith("_")
    }
    return {key: answers for key, answers in choices.items() if isinstance(answers, list)}


def pairs(answers):
    """Return the answers one by one and two by two, as a set."""
    items = sorted(answers.items(), key=str)
    return {*itertools.combinations(items, 1), *itertools.combinations(items, 2)}


def matrix():
    """Return few combinations of answers that hold each answer and each pair of answers."""
    prompts = closed_prompts()
    candidates = [
        dict(zip(prompts, row, strict=True)) for row in itertools.product(*prompts.values())
    ]
    missing = set().union(*map(pairs, candidates))
    chosen = []
    while missing:
        chosen.append(max(candidates, key=lambda answers: len(pairs(answers) & missing)))
        missing -= pairs(chosen[-1])
    return chosen


@pytest.fixture(params=matrix(), ids=lambda answers: "-".join(map(str, answers.values())))
def answers(request):
    """Return one combination of answers."""
    return request.param


@pytest.fixture
def project(bake, answers):
    """Return a project baked from them."""
    return bake(**answers)


@pytest.fixture(params=QUESTIONS["starter"])
def starter(request):
    """Return one answer to what the project starts with."""
    return request.param


def test_nothing_is_left_of_jinja(project):
    for path in project.rglob("*"):
        text = "" if path.is_dir() else path.read_text(encoding="utf-8", errors="replace")

        assert not re.search(r"\{\{ ?cookiecutter|^\s*#:", text, re.MULTILINE), path


def test_no_directory_is_empty(project):
    assert [path for path in project.rglob("*") if path.is_dir() and not any(path.iterdir())] == []


def test_chosen_license_is_the_only_one(project, answers):
    licenses = [path.name for path in project.glob("LICENSE*")]
    metadata = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    if answers["open_source_license"] == "none":
        assert licenses == []
        assert "license" not in metadata
    else:
        assert licenses == ["LICENSE"]
        assert metadata["license"] == answers["open_source_license"]
        assert "My Django Site authors" in (project / "LICENSE").read_text(encoding="utf-8")


def test_what_was_not_chosen_is_nowhere_named(project, answers):
    starters = {*QUESTIONS["starter"]} - {"all"}
    others = starters - {answers["starter"]} if answers["starter"] != "all" else set()
    word = re.compile(rf"(?i)(?<![a-z])({'|'.join(others) or '$.'})(?![a-z])")

    for path in project.rglob("*"):
        text = "" if path.is_dir() else path.read_text(encoding="utf-8", errors="replace")
        assert not word.search(f"{path.relative_to(project)}\n{text}"), path


def test_linters_find_nothing(project):
    lint(project)


def test_models_have_their_migrations(project):
    run(project, "manage.py", "makemigrations", "--check", "--dry-run")


def test_production_settings_pass_the_deployment_checks(project):
    run(project, "manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)


def test_project_with_each_starter_passes_its_own_tests(bake, starter):
    tour = starter != "all"  # With it, that one is the unrendered project, which is tested too.
    project = bake(starter=starter, include_tour=tour)
    # No app is named in core and accounts, and the exercises are verified: once will do.
    again = ["--ignore=core", "--ignore=accounts", "--ignore=lessons"]

    run_program(
        project,
        *(program("pytest"), "-p", "no:cacheprovider", "-n", "2"),
        *(again if starter in {"shop", "social"} else []),
    )
