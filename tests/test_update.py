"""A project from the first release takes in what is new, with cruft or with git alone."""

import json
import os
import re

import pytest

from .commands import (
    DEVELOPMENT,
    TEMPLATE,
    change,
    commit,
    contents,
    cookiecutter_command,
    finished,
    git,
    program,
    run,
    run_program,
)
from .conftest import copy_template

PAGE = "docs/updating.md"
OF_THE_MACHINE = {
    ".env": "SECRET_KEY=mine\n",
    "archives/site.tar.gz": "a backup",
    "db.sqlite3": "a database",
    "learn/fw1/answer.py": "an answer",
    "media/photo.jpg": "a photo",
    "uv.lock": "a lock",
}
CHANGED = "core/templates/404.html"  # by its owner


@pytest.fixture
def repository(tmp_path):
    """Return a clone of the template with its history, and the present state as newest commit."""
    path = tmp_path / "repository" / "template"
    git(TEMPLATE, "clone", "--quiet", str(TEMPLATE), str(path))
    git(path, "rm", "-r", "--quiet", ".")
    copy_template(path)
    commit(path, "Newest")
    return path


@pytest.fixture
def released(repository):
    """Return the first release: the commit that gave the template its number, and has the tag."""
    number = ["-S", 'version = "6.1.0"', "--", "pyproject.toml"]
    found = git(repository, "log", "--reverse", "--format=%H", *number)
    assert found, "The history is not here: clone without --depth."
    return found.split("\n")[0]


def bake(repository, out, version, **answers):
    """Bake a version of the template, put it under version control, and return its path."""
    out.mkdir()
    options = ["--no-input", "--checkout", version]
    command = cookiecutter_command(f"git+file://{repository}", out, *options, **answers)
    run_program(out, *command, HOME=str(out.parent))
    project = out / "my_django_site"
    commit(project)
    return project


def shell(project, commands):
    """Run lines of the page in a shell, with the programs of this environment."""
    home = project.parent
    (home / ".gitconfig").write_text("[user]\nname = x\nemail = x@example.com\n", encoding="utf-8")
    path = f"{program('cookiecutter').parent}:{os.environ['PATH']}"
    run_program(project, "sh", "-e", "-c", commands, PATH=path, HOME=str(home))


def remove_parts(project, *parts):
    """Remove tour or apps with the commands of the project, and commit each time."""
    for part in parts:
        command = ["remove", part, *["lessons"] * (part == "tour")]
        run(project, "manage.py", *command, **DEVELOPMENT)
        commit(project, " ".join(command))


def work(project):
    """Do what an owner does: change files, add some, delete one."""
    change(
        project / "config" / "settings.py", '    "accounts",\n', '    "events",\n    "accounts",\n'
    )
    change(project / CHANGED, "<h1>", '<h1 class="mine">')
    (project / "Procfile").unlink()
    (project / "events").mkdir()
    (project / "events" / "__init__.py").touch()
    for name, content in OF_THE_MACHINE.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(content, encoding="utf-8")
    commit(project, "Work")


@pytest.fixture
def project(repository, released, tmp_path):
    """Return a project of the first release, with a blog alone, and work of its owner."""
    project = bake(repository, tmp_path / "old", released)
    remove_parts(project, "tour", "shop", "social")
    work(project)
    return project


@pytest.fixture
def expected(repository, tmp_path):
    """Return what the newest template makes, with a blog alone, and the same work."""
    project = bake(repository, tmp_path / "new", "HEAD")
    remove_parts(project, "tour", "shop", "social")
    work(project)
    return project


def files(project):
    """Return the content of each file, except what git and cruft note."""
    found = contents(project).items()
    return {
        n: c for n, c in found if c is not None and not re.match(r"\.git/|\.cruft|.*__pycache__", n)
    }


def cruft(project, *words):
    """Run cruft as the page says, and return what it prints."""
    page = (project / PAGE).read_text(encoding="utf-8")
    assert f"uvx cruft {' '.join(words)}" in page
    done = finished(project, program("cruft"), *words)
    return done.stdout + done.stderr


def test_project_remembers_template_version_and_answers(repository, tmp_path):
    project = bake(
        repository, tmp_path / "out", "HEAD", project_name="Café “Ü”", project_slug="my_django_site"
    )

    state = json.loads((project / ".cruft.json").read_text(encoding="utf-8"))
    assert state["template"] == f"file://{repository}"
    assert state["commit"] == git(repository, "rev-parse", "HEAD")
    assert state["context"]["cookiecutter"]["project_name"] == "Café “Ü”"
    assert "is up to date" in cruft(project, "check")


def test_cruft_merges_what_is_new_into_a_changed_project(project, expected):
    cruft(project, "update", "--skip-apply-ask")

    assert files(project) == files(expected)
    assert "is up to date" in cruft(project, "check")


def test_conflict_is_left_to_git_with_both_versions(repository, project):
    before = git(project, "rev-parse", "HEAD"), files(project)
    change(repository / "{{cookiecutter.project_slug}}" / CHANGED, "<h1>", '<h1 id="new">')
    commit(repository, "Change what the owner changed")

    cruft(project, "update", "--skip-apply-ask")

    assert f"UU {CHANGED}" in git(project, "status", "--short")
    text = (project / CHANGED).read_text(encoding="utf-8")
    assert re.findall(r'<<<<<<<|<h1 id="new">|=======|<h1 class="mine">|>>>>>>>', text) == [
        "<<<<<<<",
        '<h1 class="mine">',
        "=======",
        '<h1 id="new">',
        ">>>>>>>",
    ]
    after = files(project)
    assert {name: after[name].decode() for name in OF_THE_MACHINE} == OF_THE_MACHINE
    git(project, "reset", "--hard")
    assert (git(project, "rev-parse", "HEAD"), files(project)) == before


def test_git_alone_does_the_same(repository, project, expected):
    page = (expected / PAGE).read_text(encoding="utf-8")
    section = page.partition("## By git alone\n")[2].partition("\n## ")[0]
    begin, update = re.findall(r"```\n(.*?)```", section, re.DOTALL)
    made, merge = update.split("git merge")

    # The page asks for the answers of .cruft.json, which followed the removals.
    answers = json.loads((project / ".cruft.json").read_text("utf-8"))["context"]["cookiecutter"]
    assert (answers["starter"], answers["include_tour"]) == ("blog", False)
    assert made.count("uvx cookiecutter gh:org/template --checkout 6.1.1") == 1
    newest = git(repository, "rev-parse", "HEAD")
    bake_newest = f"cookiecutter --no-input git+file://{repository} --checkout {newest}"
    made = made.replace("uvx cookiecutter gh:org/template --checkout 6.1.1", bake_newest)
    made = made.replace("../update\n", "../update starter=blog include_tour=False\n")
    begin = begin.replace("COMMIT", git(project, "rev-parse", "HEAD~1"))  # before the work
    shell(project, begin + made + "git merge" + merge)

    assert files(project) == files(expected)
    assert git(project, "status", "--short") == ""
