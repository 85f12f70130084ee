"""Run the checks of an exercise, in a process of their own."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from .processes import run_until
from .track import PROJECT

TIMEOUT_SECONDS = 60


@dataclass(frozen=True)
class Check:
    """What one check found. `message` is empty where it passed."""

    name: str
    passed: bool
    message: str = ""
    place: str = ""  # the learner's line where an error happened


@dataclass(frozen=True)
class Grade:
    """What all checks of an exercise found, and how long that took."""

    checks: list[Check]
    seconds: float

    @property
    def passed(self):
        """Return whether there are checks, and all of them passed."""
        return bool(self.checks) and all(check.passed for check in self.checks)

    def as_dict(self):
        """Return the grade as JSON can hold it."""
        return asdict(self) | {"passed": self.passed}


def grade(exercise, work, timeout_seconds=TIMEOUT_SECONDS):
    """
    Grade the files of an exercise that are in the directory `work`.

    They are copied beside the other files of the start first, so nothing that they do
    changes them. A check that hangs, ends the process or never ran has not passed.
    """
    began = time.monotonic()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as directory:
        copy = Path(directory, exercise.name)
        shutil.copytree(exercise.start, copy, ignore=shutil.ignore_patterns("__pycache__"))
        for name in exercise.files:
            if (work / name).is_file():
                shutil.copyfile(work / name, copy / name)
            else:
                (copy / name).unlink(missing_ok=True)
        checks = run(exercise, copy, timeout_seconds)
    return Grade(checks, round(time.monotonic() - began, 1))


def run(exercise, copy, timeout_seconds):
    """Run pytest on the checks, and return what each of them found."""
    report = copy.parent / "report.json"
    command = [sys.executable, "-m", "pytest", "-c", "lessons/checks.ini"]
    with (copy.parent / "output.txt").open("w+", encoding="utf-8", errors="replace") as output:
        status = run_until(
            timeout_seconds,
            [*command, f"lessons/exercises/{exercise.name}/check.py"],
            cwd=PROJECT,
            env=environment(exercise, copy, report),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        if status is None:
            message = f"Not done after {timeout_seconds} seconds: does a loop never end?"
            return [Check("the checks come to an end", False, message)]
        output.seek(0)
        return read(exercise, report, status, output.read())


def environment(exercise, copy, report):
    """Return the variables of the process: the learner's directory is a package in it."""
    own = (copy / "settings.py").is_file()
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    return inherited | {
        "DJANGO_SETTINGS_MODULE": f"{exercise.name}.settings" if own else "lessons.sandbox",
        "LEARN_DIRECTORY": str(copy),
        "LEARN_REPORT": str(report),
        "PYTHONPATH": os.pathsep.join([str(copy.parent), str(PROJECT)]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONIOENCODING": "utf-8",
    }


def read(exercise, report, status, output):
    """Return the checks of a report; without one, the process ended before it could write it."""
    if not report.exists():
        last = next((line for line in reversed(output.splitlines()) if line.strip()), "")
        reason = f": {last.removeprefix('E').strip()}" if status else ", without an error."
        return [Check("the checks can run", False, f"Their process ended too early{reason}")]
    checks = [Check(**check) for check in json.loads(report.read_text(encoding="utf-8"))]
    text = (exercise.directory / "check.py").read_text(encoding="utf-8")
    if all(check.passed for check in checks) and len(checks) < text.count("\ndef check_"):
        message = "Some did not: does one of your files end the program?"
        checks.append(Check("all checks run", False, message))
    return checks
