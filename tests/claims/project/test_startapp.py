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
    tested = copy.run("-m", "pytest", "book_clubs", "tests", "-n", "0")

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
        ("Events", "is not a name of a-z, 0-9 and single _"),
        ("my-events", "is not a name of a-z, 0-9 and single _"),
        ("1event", "is not a name of a-z, 0-9 and single _"),
        ("../events", "is not a name of a-z, 0-9 and single _"),
        ("", "is not a name of a-z, 0-9 and single _"),
        ("e" * 31, "is not a name of a-z, 0-9 and single _"),
        ("class", "is a word of Python or of Windows"),
        ("com1", "is a word of Python or of Windows"),
        ("core", "is the name of an app, address or directory of this site"),
        ("sessions", "is the name of an app, address or directory of this site"),
        ("media", "is the name of an app, address or directory of this site"),
        ("calendar", "is the name of a module that is there already"),
        ("django", "is the name of a module that is there already"),
        ("tests", "would overwrite what is in tests/"),
    ],
)
def test_name_that_cannot_be_is_refused_in_one_sentence(name, problem):
    with pytest.raises(CommandError) as error:
        call_command("startapp", name)

    assert str(error.value).startswith(f"{name!r} {problem}")
    assert str(error.value).endswith(": type another name, such as events.")


def test_directory_with_files_is_not_overwritten(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")

    with pytest.raises(CommandError, match=f"would overwrite what is in {tmp_path.name}/"):
        call_command("startapp", "zoo", str(tmp_path))


@pytest.mark.parametrize("model", ["event", "My Event", "True", "É"])
def test_name_of_a_model_that_cannot_be_is_refused(tmp_path, model):
    with pytest.raises(CommandError, match="is not the name of a class: type another one"):
        call_command("startapp", "zoo", str(tmp_path / "zoo"), f"--model={model}")

    assert not (tmp_path / "zoo").exists()
