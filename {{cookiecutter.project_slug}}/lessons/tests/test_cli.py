import os
import re
import shlex
import shutil
import subprocess
import sys

import pytest

from lessons import cli
from lessons.progress import Progress
from lessons.track import PROJECT, track

TEACHING = PROJECT / "docs" / "teaching.md"


def run(directory, *arguments, **variables):
    """Run `python -m lessons` as in a fresh shell, and return the finished process."""
    shell = {name: os.environ[name] for name in os.environ if not name.startswith("DJANGO_")}
    return subprocess.run(
        [sys.executable, "-m", "lessons", *arguments],
        cwd=directory,
        env=shell | variables,
        capture_output=True,
        encoding="utf-8",
    )


def test_nothing_shows_where_one_is(learn, home, exercise):
    Progress().begin(exercise)

    status, said = learn()

    assert status == 0
    assert exercise.title in said
    assert "exercise.py" in said
    assert "uv run manage.py learn check" in said


def test_end_is_no_mistake(learn):
    progress = Progress()
    progress.state["exercises"] = {
        exercise.name: {"checks": 1, "hints": 0, "done": "2026-11-23T09:00:00+00:00"}
        for exercise in track()
    }
    progress.save()

    status, said = learn()

    assert status == 0
    assert "All exercises are done." in said


def test_check_says_in_words_what_failed(learn, work):
    status, said = learn("check")

    assert status == 1
    assert "✗ fail  two queries are enough" in said
    assert "✓ pass  titles and authors are right" in said


def test_watch_checks_again_after_a_change_and_ends_with_the_last_exercise(
    home, exercise, work, solutions
):
    progress = Progress()
    for other in track():
        progress.state["exercises"].setdefault(other.name, {"checks": 1, "hints": 0})
        if other != exercise:
            progress.state["exercises"][other.name]["done"] = "2026-11-23T09:00:00+00:00"
    progress.save()
    command = [sys.executable, "-u", "-m", "lessons", "watch"]
    options = {"cwd": PROJECT, "stdout": subprocess.PIPE, "encoding": "utf-8"}

    with subprocess.Popen(command, **options) as watching:
        failed = next(line for line in watching.stdout if "✗ fail" in line)
        shutil.copytree(exercise.directory / "solution", work, dirs_exist_ok=True)
        after = watching.stdout.read()

    assert watching.returncode == 0
    assert "two queries are enough" in failed
    assert "✓ pass  two queries are enough" in after


@pytest.mark.slow
def test_check_passes_and_leads_on(learn, solved):
    status, said = learn("check", "--all")

    assert status == 0
    assert "Stop the N+1: passed." in said
    assert learn("solution")[0] == 0


def test_hints_come_one_by_one(learn, work, exercise):
    learn("hint")
    _, said = learn("hint")

    assert "1. A loop" in said
    assert "2. A queryset" in said
    assert "Hints left: 1" in said
    assert "3." not in said


def test_last_hint_and_a_check_after_it_say_what_else_there_is(learn, work, exercise):
    for _ in exercise.hints:
        said = learn("hint")[1]
    assert "uv run manage.py learn skip" in said
    assert ("--give-up" in said) == exercise.has_solution

    assert "uv run manage.py learn skip" in learn("check")[1]


def test_diff_shows_what_changed(learn, work):
    assert "is as at the start" in learn("diff", "orm2")[1]
    (work / "exercise.py").write_text("mine = 1\n")

    assert "+mine = 1\n" in learn("diff")[1]


def test_reset_says_where_the_version_is(learn, home, work):
    assert "attempts/orm2-" in learn("reset")[1]
    assert list(home.glob("attempts/orm2-*/exercise.py"))


def test_solution_is_shown_after_giving_up_alone(learn, work, exercise, solutions):
    status, said = learn("solution", "orm2")
    assert status == 2
    assert "--give-up" in said

    status, said = learn("solution", "orm2", "--give-up")

    assert "select_related" in said
    assert "gave_up" in Progress().of(exercise)


def test_list_has_all_exercises(learn):
    assert re.search(r"orm2 +10 min +Stop the N\+1 ★", learn("list")[1])


def test_go_costs_neither_a_check_nor_a_hint(learn, exercise):
    status, said = learn("go", "orm2")

    assert status == 0
    assert exercise.title in said
    assert Progress().current() == exercise
    assert (Progress().of(exercise)["checks"], Progress().of(exercise)["hints"]) == (0, 0)
    assert "uv run manage.py learn go " in learn("list")[1]


def test_short_path_is_chosen_and_left(learn):
    learn("go", "--short")
    _, said = learn("skip")
    assert next(item for item in track()[1:] if item.taster).title in said

    _, said = learn("go", "--all")

    assert track()[0].title in said


@pytest.mark.parametrize("command", ["check", "go", "hint", "diff", "reset", "solution"])
def test_unknown_exercise_is_one_sentence(learn, command):
    status, said = learn(command, "orm22")

    assert status == 2
    assert "There is no exercise 'orm22': did you mean" in said


def test_unknown_command_is_refused(learn):
    with pytest.raises(SystemExit, match="2"):
        learn("fly")


@pytest.mark.parametrize("variables", [{}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}])
def test_piped_output_has_no_escape_codes(home, variables):
    done = run(PROJECT, "list", LEARN_HOME=str(home), **variables)

    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("columns", ["50", "100"])
def test_no_path_is_cut(home, columns):
    exercise = track()[0]

    lines = run(PROJECT, LEARN_HOME=str(home), COLUMNS=columns).stdout.splitlines()

    work = home / exercise.name / exercise.files[0]
    assert f"  write  {work}" in lines
    assert f"  read   {exercise.read}" in lines
    assert exercise.docs_url in map(str.strip, lines)


def test_pass_says_what_is_next(learn, solved):
    status, said = learn("check")

    assert status == 0
    assert said.endswith("What is next: uv run manage.py learn\n")


@pytest.mark.slow
def test_it_works_where_the_site_is_broken(home, tmp_path):
    ignored = shutil.ignore_patterns(
        ".git", ".venv", ".*_cache", "*.sqlite3*", "media", "__pycache__"
    )
    site = shutil.copytree(PROJECT, tmp_path / "site", ignore=ignored)
    (site / "config" / "settings.py").write_text("def (", encoding="utf-8")

    status = run(site, "list", LEARN_HOME=str(home))
    check = run(site, "check", "orm2", LEARN_HOME=str(home))

    assert status.returncode == 0, status.stderr
    assert check.returncode == 1
    assert "SyntaxError" in check.stdout
    assert "Traceback" not in check.stdout + check.stderr


@pytest.mark.skipif(not TEACHING.exists(), reason="The page was deleted.")
def test_commands_in_the_documentation_exist():
    text = TEACHING.read_text(encoding="utf-8")
    commands = [
        line.partition("#")[0].partition(start)[2]
        for line in text.replace("`", "\n").splitlines()
        for start in ("uv run manage.py learn", "uv run python -m lessons")
        if line.strip().startswith(start)
    ]

    assert len(commands) > 10
    for command in commands:
        cli.parser("learn").parse_args(shlex.split(command))
