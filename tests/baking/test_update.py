"""A project takes in what is new, and parts that it did not have, with cruft or with git only."""

import json
import os
import re
import shutil

import pytest

from tests.commands import (
    DEVELOPMENT,
    PROJECT,
    TEMPLATE,
    change,
    commit,
    contents,
    cookiecutter_command,
    finished,
    git,
    listed,
    program,
    run,
    run_program,
)
from tests.conftest import copy_template

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
SMALL = {"starter": "blog", "include_tour": False, "include_operations": False}
LIST_PAGES = """
import json
from django.test import Client
pages = ["/", "/blog/?q=kettle", "/shop/?q=kettle", "/social/everybody/", "/api/posts/"]
print(json.dumps([Client().get(page, headers={"host": "localhost"}).status_code for page in pages]))
"""


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """Return a clone of the template with its history, and the present state as newest commit."""
    path = tmp_path_factory.mktemp("repository") / "template"
    git(TEMPLATE, "clone", "--quiet", str(TEMPLATE), str(path))
    git(path, "rm", "-r", "--quiet", ".")
    copy_template(path)
    commit(path, "Newest")
    return path


@pytest.fixture(scope="module")
def first(repository):
    """Return the first release: the commit that gave the template its number, and has the tag."""
    number = ["-S", 'version = "6.1.0"', "--", "pyproject.toml"]
    found = git(repository, "log", "--reverse", "--format=%H", *number)
    assert found, "The history is not here: clone without --depth."
    return found.split("\n")[0]


@pytest.fixture(scope="module")
def bake(repository, tmp_path_factory):
    """Return a function that bakes a version of the template and puts it under version control."""

    def bake_version(version="HEAD", **answers):
        out = tmp_path_factory.mktemp("baked")
        options = ["--no-input", "--checkout", version]
        command = cookiecutter_command(f"git+file://{repository}", out, *options, **answers)
        run_program(out, *command, HOME=str(out.parent))
        project = out / "my_django_site"
        commit(project)
        return project

    return bake_version


@pytest.fixture(scope="module")
def released(bake, first):
    """Return a project of the first release, which tests only read."""
    return bake(first)


@pytest.fixture(scope="module")
def worked_on(released, tmp_path_factory):
    """Return a project of the first release, with a blog only, and work of its owner."""
    project = copy(released, tmp_path_factory.mktemp("old"))
    for command in (["remove_tour"], ["remove_starter", "shop"], ["remove_starter", "social"]):
        run(project, "manage.py", *command, **DEVELOPMENT)
        commit(project, " ".join(command))
    change(project / "pyproject.toml", '  "backups",\n', '  "archives",\n')  # as CHANGELOG.md says
    work(project)
    return project


@pytest.fixture
def project(worked_on, tmp_path):
    """Return that project, which the test may change."""
    return copy(worked_on, tmp_path / "old")


@pytest.fixture(scope="module")
def expected(bake):
    """Return what the newest template makes, with a blog only, and the same work."""
    project = bake(starter="blog", include_tour="no")
    work(project)
    return project


@pytest.fixture(scope="module")
def small(bake):
    """Return the smallest project with a blog, and work of its owner."""
    project = bake(**SMALL)
    work(project)
    return project


def copy(project, directory):
    """Copy a project with its history into a directory."""
    return shutil.copytree(project, directory / project.name)


def shell(project, commands):
    """Run lines of the page in a shell, with the programs of this environment."""
    home = project.parent
    (home / ".gitconfig").write_text("[user]\nname = x\nemail = x@example.com\n", encoding="utf-8")
    path = f"{program('cookiecutter').parent}:{os.environ['PATH']}"
    run_program(project, "sh", "-e", "-c", commands, PATH=path, HOME=str(home))


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


def files(project):
    """Return the content of each file, except what git and cruft note."""
    found = contents(project).items()
    return {
        n: c for n, c in found if c is not None and not re.match(r"\.git/|\.cruft|.*__pycache__", n)
    }


def cruft(project, *words):
    """Run cruft as the page says, and return what it prints."""
    page = (project / PAGE).read_text(encoding="utf-8")
    assert f"uvx cruft {' '.join(word for word in words if word[0] != '{')}" in page
    done = finished(project, program("cruft"), *words)
    return done.stdout + done.stderr


def test_project_remembers_template_version_and_answers(repository, bake):
    project = bake(project_name="Café “Ü”", project_slug="my_django_site", **SMALL)

    state = json.loads((project / ".cruft.json").read_text(encoding="utf-8"))
    assert state["template"] == f"file://{repository}"
    assert state["commit"] == git(repository, "rev-parse", "HEAD")
    assert state["context"]["cookiecutter"]["project_name"] == "Café “Ü”"
    assert "is up to date" in cruft(project, "check")


def test_cruft_merges_what_is_new_into_a_changed_project(project, expected):
    cruft(project, "update", "--skip-apply-ask")

    assert files(project) == files(expected)
    assert "is up to date" in cruft(project, "check")
    run(project, "manage.py", "check", DATABASE_URL="sqlite://:memory:", **DEVELOPMENT)


@pytest.mark.parametrize(
    "answers", [{"include_operations": True}, {"include_tour": True}, {"starter": "all"}], ids=str
)
def test_parts_are_added_later(bake, small, tmp_path, answers):
    project, expected = copy(small, tmp_path / "small"), bake(**SMALL | answers)
    work(expected)

    cruft(project, "update", "--skip-apply-ask", "--variables-to-update", json.dumps(answers))

    state = json.loads((project / ".cruft.json").read_text(encoding="utf-8"))
    assert answers.items() <= state["context"]["cookiecutter"].items()
    assert files(project) == files(expected)


def test_database_of_the_first_release_is_taken_over(released, baked, tmp_path):
    old, new = copy(released, tmp_path / "old"), copy(baked(), tmp_path / "new")
    database = {"DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3", **DEVELOPMENT}
    run(old, "manage.py", "demo", "--no-serve", **database)

    run(new, "manage.py", "migrate", "--verbosity=0", **database)

    assert listed(new, LIST_PAGES, **database) == [200] * 5
    run(new, "manage.py", "demo", "--no-serve", **database)


def test_conflict_is_left_to_git_with_both_versions(repository, project, tmp_path):
    before = git(project, "rev-parse", "HEAD"), files(project)
    git(repository, "worktree", "add", "--quiet", "-b", "other", str(tmp_path / "template"))
    change(tmp_path / "template" / PROJECT / CHANGED, "<h1>", '<h1 id="new">')
    git(tmp_path / "template", "commit", "--all", "--message=Change what the owner changed")

    finished(project, program("cruft"), "update", "--skip-apply-ask", "--checkout", "other")

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
