"""What a learner has reached: graded again now, as JSON, JUnit's XML, or a page."""

import hashlib
import json
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

from .grading import grade
from .progress import now
from .track import EXERCISES, PROJECT, track

SCHEMA = 1

# What decides whether an exercise passes, relative to this directory.
RULES = ["grading.py", "limits.py", "plugin.py", "processes.py", "sandbox.py", "checks.ini"]
RULES += ["exercises/*/exercise.toml", "exercises/*/check.py", "exercises/*/start/**/*"]


def make(progress):
    """Return the report as a dictionary: all exercises that were begun are graded for it."""
    begun = [exercise for exercise in track() if progress.work(exercise).is_dir()]
    current = progress.current()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        grades = pool.map(grade, begun, map(progress.work, begun))
        rows = [row(e, g, progress.of(e)) for e, g in zip(begun, grades, strict=True)]
    return {
        "schema": SCHEMA,
        "learner": learner(),
        "at": now(),
        "fingerprint": fingerprint(),
        "total": len(track()),
        "current": current.name if current else None,
        "exercises": rows,
    }


def row(exercise, grade, known):
    """Return what the report says of one exercise: only `passed` and `failures` are proved."""
    failures = [f"{c.name}: {c.message}" for c in grade.checks if not c.passed]
    return {
        "name": exercise.name,
        "title": exercise.title,
        "passed": grade.passed,
        "failures": failures,
        "seconds": grade.seconds,
        "checks": known["checks"],
        "hints": known["hints"],
        "gave_up": "gave_up" in known,
        "started": known.get("started"),
        "done": known.get("done") if grade.passed else None,
    }


def learner():
    """Return the learner's name: LEARN_NAME, else what git knows, else an empty text."""
    if name := os.environ.get("LEARN_NAME"):
        return name
    if not shutil.which("git"):
        return ""
    command = ["git", "config", "user.name"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, check=False, encoding="utf-8")  # noqa: S603
    return done.stdout.strip()


def fingerprint(directory=EXERCISES.parent):
    """Return the SHA-256 of all that decides who passes, whatever the line endings."""
    digest = hashlib.sha256()
    files = {path for pattern in RULES for path in directory.glob(pattern) if path.is_file()}
    for path in sorted(files, key=Path.as_posix):
        if "__pycache__" not in path.parts:
            content = path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(path.relative_to(directory).as_posix().encode() + b"\0" + content + b"\0")
    return digest.hexdigest()


def as_json(report):
    """Return a report as JSON."""
    return json.dumps(report, indent=1, ensure_ascii=False) + "\n"


def as_junit(report):
    """Return a report as the XML of JUnit, which CI services show."""
    rows = report["exercises"]
    failed = str(sum(not row["passed"] for row in rows))
    root = ElementTree.Element("testsuites")
    suite = ElementTree.SubElement(
        root, "testsuite", name="lessons", tests=str(len(rows)), failures=failed, errors="0"
    )
    for row in rows:
        case = ElementTree.SubElement(
            suite, "testcase", classname="lessons", name=row["name"], time=str(row["seconds"])
        )
        if not row["passed"]:
            text = "\n".join(row["failures"]) or "No check ran."
            ElementTree.SubElement(case, "failure", message=printable(text)).text = printable(text)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True).decode() + "\n"


def printable(text):
    """Return a text without the characters that XML does not allow."""
    return "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in text)
