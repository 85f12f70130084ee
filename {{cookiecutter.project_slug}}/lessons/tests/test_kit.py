"""What a kit holds; that it installs without internet needs packages from the internet."""

import sys

import pytest

from lessons import kit


def test_kit_has_the_project_without_what_is_secret(tmp_path):
    kit.copy_project(tmp_path / "site", exam=False)

    names = {path.name for path in (tmp_path / "site").iterdir()}
    assert {"manage.py", "pyproject.toml", ".env.example", "lessons", "core"} <= names
    assert names & {".env", ".git", ".venv", "learn", "media", "db.sqlite3"} == set()


def test_exam_has_no_answers(tmp_path):
    kit.copy_project(tmp_path / "site", exam=True)

    exercises = tmp_path / "site" / "lessons" / "exercises"
    assert list(exercises.glob("*/check.py"))
    assert [*exercises.glob("*/solution"), *exercises.glob("*/cheats")] == []


def test_site_of_a_kit_has_a_key_and_does_not_ask_for_packages(tmp_path):
    kit.copy_project(tmp_path / "site", exam=False)

    kit.leave_to_the_learner(tmp_path / "site")

    assert "\nSECRET_KEY=\n" not in (tmp_path / "site" / ".env").read_text("utf-8")
    assert "[tool.uv]\nmanaged = false\n" in (tmp_path / "site" / "pyproject.toml").read_text()


def test_key_of_a_kit_is_for_its_owner_alone(tmp_path):
    kit.copy_project(tmp_path / "site", exam=False)

    kit.leave_to_the_learner(tmp_path / "site")

    expected = 0o666 if sys.platform == "win32" else 0o600
    assert (tmp_path / "site" / ".env").stat().st_mode & 0o777 == expected


def test_readme_of_a_kit_says_how_to_hand_in():
    text = kit.README.format(name="x", system="windows", python="3.13")

    assert "LEARN_NAME" in text
    assert "uv run manage.py learn report --json --output " in text


def test_directory_with_files_is_refused(learn, tmp_path):
    (tmp_path / "file").touch()

    status, said = learn("kit", str(tmp_path))

    assert status == 2
    assert "is not empty: name a new" in " ".join(said.split())


def test_nothing_is_left_of_a_kit_that_failed(tmp_path):
    kit.copy_project(tmp_path / "kit" / "site", exam=False)

    with pytest.raises(FileExistsError), kit.removed_on_failure(tmp_path / "kit"):
        kit.copy_project(tmp_path / "kit" / "site", exam=False)  # It is there already.

    assert not (tmp_path / "kit").exists()


@pytest.mark.parametrize("arguments", [["--platform", "amiga"], []])
def test_kit_needs_a_directory_and_a_known_platform(learn, arguments):
    with pytest.raises(SystemExit):
        learn("kit", *arguments)
