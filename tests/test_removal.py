"""A project from which the tour and the lessons were removed is one that never had them."""

import json
import re
import sys

import pytest

from .commands import DEVELOPMENT, TEMPLATE, change, commit, contents, finished, run

STARTERS = json.loads((TEMPLATE / "cookiecutter.json").read_text(encoding="utf-8"))["starter"]
WORDS = re.compile(rb"(?i)(?<![a-z])tour(?![a-z])|pygments|fastapi|sqlalchemy")
IGNORED = re.compile(r"^\.git/|^\.env$|^db\.sqlite3|__pycache__")  # of each machine


@pytest.fixture
def project(bake):
    """Return a project with the tour, under version control."""
    project = bake(starter="blog")
    commit(project)
    return project


def files(project):
    """Return the content of each file, by its path."""
    found = contents(project).items()
    return {name: content for name, content in found if content and not IGNORED.search(name)}


def refusal(project):
    """Return what the command says when it refuses."""
    done = finished(project, sys.executable, "manage.py", "remove_tour", **DEVELOPMENT)
    assert done.returncode == 1
    return done.stderr


@pytest.mark.parametrize("starter", STARTERS)
def test_removed_is_never_generated(bake, starter):
    project = bake(starter=starter)
    commit(project)

    run(project, "manage.py", "remove_tour", **DEVELOPMENT)

    assert files(project) == files(bake(starter=starter, include_tour=False))


@pytest.mark.parametrize("starter", STARTERS[1:])
def test_apps_that_are_removed_are_as_if_never_generated(bake, starter):
    project = bake()
    for other in {*STARTERS[1:]} - {starter}:
        commit(project)
        run(project, "manage.py", "remove_starter", other, **DEVELOPMENT)

    assert files(project) == files(bake(starter=starter))


def test_settings_of_an_app_go_that_were_filled_in_since(bake):
    project = bake(include_tour=False)
    settings = project / "config" / "settings.py"
    filled_in = '= [\n    "Quay 1, Bath",\n    "Tax 12/345",\n]'
    change(settings, "SHOP_SELLER: list[str] = []", f"SHOP_SELLER: list[str] {filled_in}")
    commit(project)

    run(project, "manage.py", "remove_starter", "shop", **DEVELOPMENT)

    left = settings.read_text(encoding="utf-8")
    assert "SHOP" not in left
    assert "\n\n# Accounts\n\nAUTH_USER_MODEL" in left


def test_lessons_may_stay_without_the_tour(bake):
    project = bake(starter="blog")
    commit(project)

    run(project, "manage.py", "remove_tour", "--keep-lessons", **DEVELOPMENT)
    run(project, "manage.py", "check", "--fail-level", "WARNING", **DEVELOPMENT)
    assert (project / "lessons").is_dir()
    commit(project)
    run(project, "manage.py", "learn", "remove", **DEVELOPMENT)

    assert files(project) == files(bake(starter="blog", include_tour=False))


@pytest.mark.parametrize("starter", STARTERS)
def test_no_word_of_it_is_left(bake, starter):
    for name, content in files(bake(starter=starter, include_tour=False)).items():
        assert not WORDS.search(name.encode() + content), name


def test_dry_run_says_what_would_change_and_changes_nothing(project):
    before = files(project)

    said = run(project, "manage.py", "remove_tour", "--dry-run", **DEVELOPMENT)

    assert files(project) == before
    assert '-    "tour",' in said
    assert "delete lessons\ndelete tour\n" in said


@pytest.mark.parametrize("name", ["config/settings.py", "tour/mine.txt"])
def test_it_refuses_where_work_would_be_lost(project, name):
    with (project / name).open("a", encoding="utf-8") as file:
        file.write("# mine\n")
    before = files(project)

    said = refusal(project)

    assert f"Changes are not committed in {name}: commit or stash them first." in said
    assert files(project) == before


def test_it_refuses_where_nothing_could_be_undone(bake):
    project = bake(starter="blog")
    before = files(project)

    said = refusal(project)

    assert "This is no git repository" in said
    assert "git init, then git add -A, then git commit" in said
    assert files(project) == before
