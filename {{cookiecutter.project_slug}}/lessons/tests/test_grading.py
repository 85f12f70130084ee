"""Whatever a learner's file does, the grader says what is wrong, and goes on."""

import os
import re
import sys
import time

import pytest

from lessons.grading import grade
from lessons.processes import run_until

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="asks for the process by its id")


def failed(work, exercise, **options):
    """Return what the checks that failed say, as one text."""
    checks = grade(exercise, work, **options).checks
    return "\n".join(f"{c.name}: {c.message} {c.place}" for c in checks if not c.passed)


def write(work, text):
    """Replace the learner's file."""
    (work / "exercise.py").write_text(text, encoding="utf-8")


@pytest.mark.slow
def test_start_fails_and_says_why(work, exercise):
    result = grade(exercise, work)

    assert not result.passed
    assert [check.passed for check in result.checks] == [False, True]
    assert "20 articles cost 21 queries" in result.checks[0].message


def test_solution_passes_and_the_files_are_as_before(solved, exercise):
    before = {path: path.read_bytes() for path in solved.rglob("*.*")}

    result = grade(exercise, solved)

    assert result.passed
    assert {path: path.read_bytes() for path in solved.rglob("*.*")} == before


def test_broken_file_is_named(work, exercise):
    write(work, "def (")

    assert re.search(r"SyntaxError: [^()]* exercise.py:1", failed(work, exercise))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("import os\n\nos._exit(0)", "ended too early, without an error"),
        ("import nothing_of_that_name", "ModuleNotFoundError"),
        ("import sys\n\nsys.exit(0)", "end the program?"),
        ("import pytest\n\npytest.skip(allow_module_level=True)", "all checks run"),
        ("def titles_with_authors():\n    import os\n    os._exit(0)", "too early"),
        ("def titles_with_authors():\n    import pytest\n    pytest.skip('x')", "two queries"),
        ("def titles_with_authors():\n    return [0] * 10**10", "MemoryError"),
    ],
    ids=[
        "end at import",
        "import",
        "exit",
        "skip",
        "end in a check",
        "skip in a check",
        "memory",
    ],
)
def test_file_that_cheats_or_breaks_does_not_pass(work, exercise, text, said):
    write(work, text)

    assert said in failed(work, exercise)


@pytest.mark.slow
def test_deleted_file_does_not_pass(work, exercise):
    (work / "exercise.py").unlink()

    assert "exercise" in failed(work, exercise)


@pytest.mark.slow
def test_files_that_are_only_read_are_those_of_the_start(solved, exercise):
    (solved / "models.py").write_text("def (", encoding="utf-8")

    assert grade(exercise, solved).passed


@pytest.mark.slow
def test_result_is_the_same_when_asked_again(solved, exercise):
    results = [grade(exercise, solved).checks for _ in range(2)]

    assert results[0] == results[1]


@posix_only
@pytest.mark.parametrize(
    ("timeout_seconds", "last_line", "status"),
    [(1, "while True: time.sleep(9)", None), (20, "if not child: time.sleep(60)", 0)],
    ids=["endless loop", "child in the background"],
)
def test_program_ends_with_all_that_it_started(tmp_path, timeout_seconds, last_line, status):
    lines = ["import os, time", "print(os.getpid(), flush=True)", "child = os.fork()", last_line]
    with (tmp_path / "output").open("w+") as output:
        command = [sys.executable, "-c", "\n".join(lines)]
        assert run_until(timeout_seconds, command, stdout=output) == status
        output.seek(0)
        group = int(output.read())

    with pytest.raises(ProcessLookupError):
        ask_until_gone(group)


@pytest.mark.slow
def test_endless_loop_in_a_file_is_named(work, exercise):
    write(work, "while True:\n    pass")

    assert "Not done after 5 seconds" in failed(work, exercise, timeout_seconds=5)


def test_endless_output_ends_too(work, exercise):
    write(work, "while True:\n    print('x' * 10_000)")

    # Whichever limit is reached first.
    said = failed(work, exercise, timeout_seconds=10)
    assert "Not done" in said or "File too large" in said or "ended too early" in said


def ask_until_gone(group):
    """Send nothing to a group of processes, for some seconds or until it is gone."""
    end = time.monotonic() + 5
    while time.monotonic() < end:
        os.killpg(group, 0)
