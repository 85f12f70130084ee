"""A new app is in the style of the others, and works as soon as two lines name it."""

import re

import pytest
from django.core.management import CommandError, call_command

from .copies import Copy


def names_it(copy, said):
    """Put each line where the command says that it belongs."""
    for name, place, line in re.findall(r"^  (\S+), in (\w+): +(.+)$", said, re.MULTILINE):
        copy.change(name, f"\n{place} = [\n", f"\n{place} = [\n    {line}\n")


@pytest.mark.slow
def test_new_app_works_with_the_two_lines_that_the_command_prints(tmp_path):
    copy = Copy(tmp_path / "site")

    made = copy.run("manage.py", "startapp", "book_clubs")
    linted = copy.run("-m", "ruff", "check", "--no-cache", "book_clubs")
    formatted = copy.run("-m", "ruff", "format", "--check", "--no-cache", "book_clubs")
    names_it(copy, made.stdout)
    migrated = copy.run("manage.py", "makemigrations", "book_clubs")
    checked = copy.run("manage.py", "check", "--fail-level", "WARNING")
    removed = copy.run("manage.py", "remove", "book_clubs")
    tested = copy.run("-m", "pytest", "book_clubs", "tests", "--ignore=tests/claims", "-n", "0")

    assert made.stdout.startswith("book_clubs/ is there, with a model BookClub.")
    assert linted.returncode == formatted.returncode == 0, linted.stdout + formatted.stdout
    assert "Create model BookClub" in migrated.stdout, migrated.stderr
    assert checked.returncode == 0, checked.stderr
    assert "'book_clubs' is not a part of this project" in removed.stderr
    assert tested.returncode == 0, tested.stdout
    assert (copy.path / "book_clubs/templates/book_clubs/bookclub_list.html").is_file()


def test_model_can_be_named(tmp_path):
    call_command("startapp", "gallery", str(tmp_path / "gallery"), "--model=Painting", verbosity=0)

    text = (tmp_path / "gallery" / "models.py").read_text("utf-8")
    assert "class Painting(models.Model):" in text
    assert 'verbose_name_plural = _("gallery")' in text
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in files if re.search("(?i)my_?(app|model)", path.read_text("utf-8"))]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("my-events", "is not a valid app name"),
        ("../events", "is not a valid app name"),
        ("", "is not a valid app name"),
        ("class", "is a name that Python or this site uses"),
        ("core", "is a name that Python or this site uses"),
        ("sessions", "is a name that Python or this site uses"),
        ("media", "is a name that Python or this site uses"),
        ("calendar", "conflicts with the name of an existing Python module"),
        ("tests", "conflicts with the name of an existing Python module"),
    ],
)
def test_name_that_cannot_be_is_refused(name, problem):
    with pytest.raises(CommandError, match=f"^'{name}' {problem}"):
        call_command("startapp", name)


def test_files_are_not_overwritten(tmp_path):
    (tmp_path / "zoo").mkdir()
    (tmp_path / "zoo" / "models.py").write_text("mine")

    with pytest.raises(CommandError, match="won't replace conflicting files"):
        call_command("startapp", "zoo", str(tmp_path / "zoo"))

    assert (tmp_path / "zoo" / "models.py").read_text() == "mine"


@pytest.mark.parametrize("model", ["my-event", "My Event", "True", "1st"])
def test_name_of_a_model_that_cannot_be_is_refused(tmp_path, model):
    with pytest.raises(CommandError, match="is not the name of a class: type one"):
        call_command("startapp", "zoo", str(tmp_path / "zoo"), f"--model={model}")

    assert not (tmp_path / "zoo").exists()
