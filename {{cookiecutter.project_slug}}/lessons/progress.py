"""What a learner has done so far: their copies of the exercises, and a small file beside them."""

import hashlib
import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from .track import PROJECT, track


def now():
    """Return the time as text, in UTC and without fractions of a second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Progress:
    """
    The directory `learn/`, where a learner works.

    `state.json` in it is written as a whole or not at all: one that could not be read is kept
    under another name, and what the learner wrote is never touched.
    """

    def __init__(self, directory=None):
        self.directory = directory or PROJECT / "learn"
        self.file = self.directory / "state.json"
        self.state = {"version": 1, "current": None, "exercises": {}}
        if self.file.is_file():
            try:
                self.state |= json.loads(self.file.read_text(encoding="utf-8"))
            except ValueError:
                self.file.replace(self.file.with_suffix(".damaged.json"))

    def save(self):
        """Write the state."""
        self.directory.mkdir(exist_ok=True)
        new = self.file.with_suffix(".tmp")
        new.write_text(json.dumps(self.state, indent=1) + "\n", encoding="utf-8", newline="\n")
        os.replace(new, self.file)

    def of(self, exercise):
        """Return what is known of an exercise, as a dictionary to read and to change."""
        empty = {"checks": 0, "hints": 0}
        return self.state["exercises"].setdefault(exercise.name, empty)

    def work(self, exercise):
        """Return the directory where the learner works on an exercise."""
        return self.directory / exercise.name

    def is_done(self, exercise):
        """Return whether the exercise has passed since it was last changed by a check."""
        return "done" in self.of(exercise)

    def current(self, exercises=None):
        """Return the exercise to work on: the chosen one, else the first that is open, or None."""
        exercises = exercises or track()
        chosen = [item for item in exercises if item.name == self.state["current"]]
        return next((item for item in [*chosen, *exercises] if not self.is_done(item)), None)

    def begin(self, exercise):
        """Give the learner the files of an exercise, unless they are there."""
        if not self.work(exercise).exists():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(exercise.start, self.work(exercise), ignore=ignored)
            self.of(exercise).setdefault("started", now())
        self.state["current"] = exercise.name
        self.save()

    def record(self, exercise, grade):
        """Count a check, and remember whether it passed."""
        known = self.of(exercise)
        known["checks"] += 1
        known.pop("done", None)
        if grade.passed:
            known["done"] = now()
            known["sha256"] = fingerprint(self.work(exercise) / name for name in exercise.files)
        self.save()

    def hint(self, exercise):
        """Return the hints so far, with one more."""
        known = self.of(exercise)
        known["hints"] = min(known["hints"] + 1, len(exercise.hints))
        self.save()
        return exercise.hints[: known["hints"]]

    def reset(self, exercise):
        """Start again, and return where the version so far is kept; None if there was none."""
        kept = None
        if self.work(exercise).exists():
            stamp = datetime.now().strftime("%Y%m%d-%H%M%S-%f")
            kept = self.directory / "attempts" / f"{exercise.name}-{stamp}"
            kept.parent.mkdir(exist_ok=True)
            self.work(exercise).replace(kept)
        self.of(exercise).pop("done", None)
        self.begin(exercise)
        return kept

    def skip(self, exercise):
        """Go on to the next exercise that is open, and return it."""
        exercises = track()
        at = exercises.index(exercise) + 1
        later = [item for item in exercises[at:] + exercises[:at] if not self.is_done(item)]
        self.state["current"] = later[0].name if later else None
        self.save()
        return later[0] if later else None

    def give_up(self, exercise):
        """Remember that the learner looked at the solution before they had one."""
        self.of(exercise).setdefault("gave_up", now())
        self.save()


def fingerprint(paths):
    """Return the SHA-256 of some files, whatever their line endings; a missing one is empty."""
    digest = hashlib.sha256()
    for path in paths:
        content = Path(path).read_bytes() if Path(path).is_file() else b""
        digest.update(content.replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()
