"""A project from which parts were removed is one that never had them."""

import json
import re
import runpy
import shutil
import sys

import pytest

from tests.commands import DEVELOPMENT, PROJECT, TEMPLATE, change, commit, contents, finished, run

STARTERS = json.loads((TEMPLATE / "cookiecutter.json").read_text(encoding="utf-8"))["starter"]
PARTS = sorted(file.parent.name for file in (TEMPLATE / PROJECT).glob("*/removal.py"))
PARTS.remove("core") if "core" in PARTS else None
WORDS = re.compile(rb"(?i)(?<![a-z])tour(?![a-z])|pygments|fastapi|sqlalchemy")
IGNORED = re.compile(r"^\.git/|^\.env$|^db\.sqlite3|__pycache__")  # of each machine
removal = runpy.run_path(str(TEMPLATE / PROJECT / "core" / "removal.py"))


@pytest.fixture(scope="module")
def whole(baked):
    """Return a project with all parts, which tests only read."""
    return baked()


@pytest.fixture
def copy(whole, tmp_path):
    """Return a function that copies the whole project without some parts."""

    def copy_without(*removals):
        path = shutil.copytree(whole, tmp_path / "-".join(map(str, removals)) / whole.name)
        for names in removals:
            removal["remove"](path, names)
        return path

    return copy_without


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


def remove(project, *names):
    """Run the command, and return the finished process."""
    return finished(project, sys.executable, "manage.py", "remove", *names, **DEVELOPMENT)


def refusal(project, *names):
    """Return what the command says when it refuses; nothing is changed then."""
    before = files(project)
    done = remove(project, *names)
    assert done.returncode == 1
    assert files(project) == before
    return done.stderr


@pytest.mark.parametrize("starter", STARTERS)
def test_removed_is_never_generated(bake, baked, starter):
    project = bake()
    small = baked(starter=starter, include_tour=False, include_operations=False)
    gone = [name for name in PARTS if not (small / name).is_dir()]
    commit(project)

    done = remove(project, *gone)

    assert done.returncode == 0, done.stderr
    assert files(project) == files(small)


@pytest.mark.parametrize("name", PARTS)
def test_nothing_uses_a_part_that_was_removed(whole, name):
    assert [*removal["references"](whole, [name])] == []


@pytest.mark.parametrize("one", PARTS)
def test_parts_are_removed_in_any_order(copy, one):
    for other in PARTS[PARTS.index(one) + 1 :]:
        together = files(copy([one, other]))

        assert files(copy([one], [other])) == together
        assert files(copy([other], [one])) == together


def test_all_parts_are_removed_one_by_one_as_at_once(copy):
    assert files(copy(*[[name] for name in PARTS])) == files(copy(PARTS))


@pytest.mark.parametrize("name", PARTS)
def test_each_part_may_be_removed_alone(copy, name):
    project = copy([name])

    run(project, "manage.py", "check", "--fail-level", "WARNING", **DEVELOPMENT)
    run(project, "manage.py", "makemigrations", "--check", "--dry-run", **DEVELOPMENT)
    run(project, "manage.py", "migrate", "--verbosity=0", **DEVELOPMENT)


@pytest.mark.parametrize("starter", STARTERS)
def test_no_word_of_the_tour_is_left(baked, starter):
    for name, content in files(baked(starter=starter, include_tour=False)).items():
        # Another part names what goes with it in the tour.
        assert name.endswith("/removal.py") or not WORDS.search(name.encode() + content), name


def test_dry_run_says_what_would_change_and_changes_nothing(project):
    before = files(project)

    said = run(project, "manage.py", "remove", "tour", "lessons", "--dry-run", **DEVELOPMENT)

    assert files(project) == before
    assert '-    "tour",' in said
    assert "delete lessons\ndelete tour\n" in said


def test_unknown_name_is_refused_with_those_that_there_are(project):
    said = refusal(project, "shop")

    assert "'shop' is not a part of this project: type one of backups, blog, " in said


@pytest.mark.parametrize("name", ["config/settings.py", "tour/mine.txt"])
def test_it_refuses_where_work_would_be_lost(project, name):
    with (project / name).open("a", encoding="utf-8") as file:
        file.write("# mine\n")

    said = refusal(project, "tour")

    assert f"Changes are not committed in {name}: commit or stash them first." in said


def test_it_refuses_where_nothing_could_be_undone(bake):
    project = bake(starter="blog")

    said = refusal(project, "tour")

    assert "This is not a git repository" in said
    assert "git init, then git add -A, then git commit" in said


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("config/settings.py", '    "blog",\n', '    "blog", "django.contrib.sites",\n'),
        (
            "config/urls.py",
            'path("blog/", include("blog.urls"))',
            'path("b/", include("blog.urls"))',
        ),
        ("config/api.py", 'api.add_router("/posts",', 'api.add_router("/news",'),
        ("accounts/forms.py", "from django import forms\n", "from blog.models import Post\n"),
        ("accounts/forms.py", "from django import forms\n", 'POST = "blog.Post"\n'),
        ("accounts/urls.py", "from django", 'HOME = "blog:post_list"\nfrom django'),
        ("core/templates/core/home.html", "{% load", '{% url "blog:post_list" %}{% load'),
    ],
)
def test_it_refuses_where_an_owner_uses_it_and_says_where(project, name, old, new):
    path = project / name
    path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    assert new in path.read_text("utf-8")
    commit(project)
    line = path.read_text("utf-8").split(new)[0].count("\n") + 1

    assert f"{name}:{line}" in refusal(project, "blog")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('    "blog",\n', '    "events",\n    "blog",\n    "notes",  # of blog\n'),
        ('    "blog",\n', '    # The blog\n    "blog",\n'),
    ],
)
def test_lines_of_an_owner_around_stay(project, old, new):
    settings = project / "config" / "settings.py"
    before = settings.read_text("utf-8")
    change(settings, old, new)
    for name in ("README.md", "AGENTS.md"):
        (project / name).write_text("# Mine: the `blog/` of a shop\n", encoding="utf-8")
    removal["remove"](project, ["blog"])

    left = before.replace("from blog.settings import BLOG_COMMENTS\n", "")
    assert settings.read_text("utf-8") == left.replace(old, new.replace('    "blog",\n', ""))
    assert (project / "README.md").read_text("utf-8") == "# Mine: the `blog/` of a shop\n"


def test_it_refuses_lines_that_stand_there_twice(project):
    change(
        project / "config" / "settings.py",
        "\n\n# Time and languages",
        '\n\nMINE = [\n    "blog",\n]\n\n# Time and languages',
    )
    commit(project)

    assert re.search(r"config/settings.py:\d+ is not as it was generated", refusal(project, "blog"))
