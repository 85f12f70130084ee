"""Rules of the template that Cookiecutter and its users would notice only later."""

import ast
import json
import re
import tomllib
from importlib.metadata import version
from pathlib import PurePosixPath

import pytest
from cookiecutter.generate import is_copy_only_path
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.commands import PROJECT, run

# The statements that leave nothing behind in mode D: one line, `#:`, a blank, a word.
STATEMENT = re.compile(r"[ \t]*#:( #| (if|elif|else|endif|for|endfor|set|raw|endraw)\b)")


@pytest.fixture(scope="module")
def files(template):
    """Map the path of each file of the unrendered project to its text."""
    project = template / PROJECT
    return {
        path.relative_to(project).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in project.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def configuration(template):
    """Return what Cookiecutter reads from cookiecutter.json."""
    return {"cookiecutter": json.loads((template / "cookiecutter.json").read_text("utf-8"))}


@pytest.fixture(scope="module")
def rendered(files, configuration):
    """Return the files that Cookiecutter renders; it copies the others."""
    return {name: text for name, text in files.items() if not is_copied(name, configuration)}


def is_copied(name, configuration):
    """Return whether a file or one of the directories around it is copied without rendering."""
    parts = name.split("/")
    paths = ("/".join(parts[: length + 1]) for length in range(len(parts)))
    return any(is_copy_only_path(path, configuration) for path in paths)


def carries_answer(text):
    """Return whether rendering changes the text."""
    return bool(re.search(r"\{\{[^}]*\bcookiecutter\b|^[ \t]*#:", text, re.MULTILINE))


def test_exactly_the_files_that_carry_an_answer_are_rendered(files, rendered):
    assert sorted(rendered) == sorted(name for name in files if carries_answer(files[name]))


def test_no_directory_is_copied_but_each_exercise(files, configuration):
    """Cookiecutter deletes a copied directory first, with the files that its owner put there."""
    parents = {parent.as_posix() for name in files for parent in PurePosixPath(name).parents}

    copied = {name for name in parents if is_copy_only_path(name, configuration)}

    assert {re.sub(r"^lessons/exercises/\w+(/.*)?$", "", name) for name in copied} == {""}


def test_statements_are_well_formed(rendered):
    for name, text in rendered.items():
        for line in text.splitlines():
            assert "#:" not in line or STATEMENT.match(line), (name, line)
            assert not line.startswith((" #:", "\t#:")) or line == line.rstrip(), (name, line)
        assert not re.search(r"^[ \t]*#:[^\n]*\n[ \t]*\n", text, re.MULTILINE), (
            f"{name}: blank line"
        )


def test_no_rendered_file_has_braces_that_python_or_shell_means_otherwise(rendered):
    for name, text in rendered.items():
        values = re.findall(r"\{\{.*?\}\}", text)

        assert all(re.fullmatch(r"\{\{ cookiecutter\.\w+ \}\}", value) for value in values), name
        assert text.count("{{") == len(values), name


def test_questions_are_few_and_have_human_words(configuration):
    questions = [key for key in configuration["cookiecutter"] if not key.startswith("_")]

    assert len(questions) <= 8
    assert set(questions) == set(configuration["cookiecutter"]["__prompts__"])


def test_hooks_are_short_and_run_on_python_310(template):
    for hook in (template / "hooks").glob("*.py"):
        text = hook.read_text(encoding="utf-8")

        assert len(text.splitlines()) <= 60, hook.name
        ast.parse(text, feature_version=(3, 10))


def test_linters_find_nothing(template):
    run(template, "-m", "ruff", "check", "--no-cache", "hooks", "tests", "benchmarks")
    run(template, "-m", "ruff", "format", "--no-cache", "--check", "hooks", "tests", "benchmarks")


def test_no_lock_file_and_no_address_of_a_registry(template):
    for path in filter(lambda path: path.is_file(), template.rglob("*")):
        text = path.read_text(encoding="utf-8", errors="replace")

        assert not re.search(r"(^|[.-])lock(\.\w+)?$", path.name), path
        assert not re.search(
            r"//[^\s/]*(pypi|pythonhosted|npmjs|jsdelivr|unpkg)\.|[/]simple\b", text
        ), path


def test_requirements_are_pinned_with_hashes(template):
    text = (template / "requirements.txt").read_text(encoding="utf-8")
    pins = re.findall(r"^[^#\s].*", text, re.MULTILINE)
    hashed = re.findall(r"^[\w.-]+(?:\[\S+\])?==.* \\\n    --hash=sha256:", text, re.MULTILINE)

    assert len(pins) == len(hashed) > 50


def test_what_the_project_needs_is_installed(template):
    project = tomllib.loads((template / PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"] | project["dependency-groups"]
    del extras["mariadb"]  # mysqlclient has no wheels: it needs a compiler and headers.
    needed = sum(extras.values(), project["project"]["dependencies"])

    for requirement in map(Requirement, needed):
        assert version(requirement.name) in requirement.specifier, requirement


def test_project_is_not_named_like_a_package_that_it_installs(template, bake):
    """For uv, a project called like one of its packages depends on itself: nothing installs."""
    pins = (template / "requirements.txt").read_text(encoding="utf-8")
    packages = {canonicalize_name(name) for name in re.findall(r"^([\w.-]+)==", pins, re.MULTILINE)}
    project = bake(project_slug="asgiref")

    name = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]["name"]

    assert canonicalize_name(name) not in packages


def test_changelog_says_what_owners_do_when_they_take_in_a_release(template):
    text = (template / "CHANGELOG.md").read_text(encoding="utf-8")
    first, *later = reversed(re.split(r"^## ", text, flags=re.MULTILINE)[1:])

    assert first.startswith("6.1.0 ")
    for release in later:
        changes = re.findall(r"^- ", release, re.MULTILINE)
        assert not changes or "\nTo do in a project that takes this in: " in release, release
