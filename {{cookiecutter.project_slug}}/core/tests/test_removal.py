"""Parts are taken out of a project as if they had never been there."""

import shutil
import subprocess

import pytest

from core.removal import edits, leftovers, preview, refusal, remove

LINES = {"settings.py": [r'    "{name}",'], "groups.txt": [r"learn:\n(?:  .*\n)+end"]}
SETTINGS = 'APPS = [\n    "core",\n    "apples",\n    "pears",\n]\n'
GROUPS = "test:\nend\nlearn:\n  one\n  two\nend\nlast\n"


@pytest.fixture
def project(tmp_path):
    """Return a project with two parts that share a group of lines."""
    for name in ("apples", "pears"):
        (tmp_path / name).mkdir()
        found = {file: [line.replace("{name}", name) for line in LINES[file]] for file in LINES}
        text = f"LINES = {found}\nPATHS = ['*/rows/{name}.py']\n"
        (tmp_path / name / "removal.py").write_text(text)
    (tmp_path / "core" / "rows").mkdir(parents=True)
    (tmp_path / "core" / "rows" / "apples.py").write_text("")
    (tmp_path / "settings.py").write_text(SETTINGS)
    (tmp_path / "groups.txt").write_text(GROUPS)
    return tmp_path


def run_git(project, *arguments):
    author = ["-c", "user.name=x", "-c", "user.email=x@example.com"]
    command = [shutil.which("git"), *author, *arguments]
    subprocess.run(command, cwd=project, check=True, capture_output=True)


def test_directory_lines_and_paths_go(project):
    remove(project, ["apples"])

    assert not (project / "apples").exists()
    assert not (project / "core" / "rows" / "apples.py").exists()
    assert (project / "settings.py").read_text() == SETTINGS.replace('    "apples",\n', "")


def test_lines_that_another_part_needs_go_with_the_last_of_them(project):
    remove(project, ["apples"])
    assert (project / "groups.txt").read_text() == GROUPS

    remove(project, ["pears"])
    assert (project / "groups.txt").read_text() == "test:\nend\nlast\n"


def test_both_at_once_are_as_one_after_the_other(project):
    together = edits(project, ["apples", "pears"])

    assert together[project / "settings.py"] == 'APPS = [\n    "core",\n]\n'
    assert together[project / "groups.txt"] == "test:\nend\nlast\n"


def test_preview_names_lines_and_files_and_changes_nothing(project):
    said = preview(project, ["apples"])

    assert '-    "apples",' in said
    assert said[-2:] == ["delete apples", "delete core/rows/apples.py"]
    assert (project / "settings.py").read_text() == SETTINGS


def test_without_a_repository_it_is_refused(project):
    assert "This is no git repository" in refusal(project, ["apples"])


def test_changes_that_git_does_not_have_are_a_reason_to_refuse(project):
    run_git(project, "init")
    run_git(project, "add", "--all")
    run_git(project, "commit", "--message=Start")
    assert refusal(project, ["apples"]) is None

    (project / "apples" / "mine.txt").write_text("mine")

    assert refusal(project, ["apples"]) == (
        "Changes are not committed in apples/mine.txt: commit or stash them first."
    )
    assert refusal(project, ["pears"]) is None


def test_what_its_owner_wrote_stays_and_is_said(project):
    with (project / "pears" / "removal.py").open("a") as file:
        file.write("LEAVES = ['baskets', 'never_made']\n")
    (project / "baskets").mkdir()

    said = leftovers(project, ["apples", "pears"])

    assert leftovers(project, ["apples"]) == []
    assert len(said) == 1
    assert said[0].startswith("baskets/ is yours and stays.")
