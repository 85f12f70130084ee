"""What a learner has done so far: their copies of the exercises, and a small file beside them."""

import json
import os
import shutil
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from .track import PROJECT, track

COUNTS = ("checks", "hints")


def now():
    """Return the time as text, in UTC and without fractions of a second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Progress:
    """
    The directory `learn/`, or the one that LEARN_HOME names, where a learner works.

    `state.json` in it is written as a whole or not at all: one that could not be read is kept
    under another name, and what the learner wrote is never touched.
    """

    def __init__(self, directory=None):
        self.directory = Path(directory or os.environ.get("LEARN_HOME") or PROJECT / "learn")
        self.file = self.directory / "state.json"
        self.load()

    def load(self):
        """Read the state; one that cannot be understood is kept under another name."""
        self.state: dict = {"version": 1, "current": None, "exercises": {}}
        try:
            state = json.loads(self.file.read_text(encoding="utf-8"))
            counts = [known[key] for known in state["exercises"].values() for key in COUNTS]
            if not all(isinstance(count, int) for count in counts):
                raise ValueError("What is counted is no number.")
        except FileNotFoundError:
            return
        except (ValueError, TypeError, KeyError, AttributeError):
            self.file.replace(self.file.with_suffix(".damaged.json"))
        else:
            self.state |= state

    def save(self):
        """Write the state, as a whole."""
        self.directory.mkdir(parents=True, exist_ok=True)
        text = json.dumps(self.state, indent=1) + "\n"
        with NamedTemporaryFile(dir=self.directory, suffix=".tmp", delete=False) as file:
            file.write(text.encode())
        os.replace(file.name, self.file)

    @contextmanager
    def changing(self, exercise):
        """Let a block change what is known of an exercise, as it is in the file now."""
        self.load()
        yield self.of(exercise)
        self.save()

    def of(self, exercise):
        """Return what is known of an exercise, as a dictionary to read and to change."""
        return self.state["exercises"].setdefault(exercise.name, dict.fromkeys(COUNTS, 0))

    def work(self, exercise):
        """Return the directory where the learner works on an exercise."""
        return self.directory / exercise.name

    def is_done(self, exercise):
        """Return whether the exercise has passed since it was last changed by a check."""
        return "done" in self.of(exercise)

    def current(self, exercises=None):
        """Return the exercise to work on: the chosen one, else the next that is open, or None."""
        return next(self.open(exercises or track()), None)

    def open(self, exercises):
        """Yield what is open from the chosen exercise on; on the short path, that path first."""
        names = [exercise.name for exercise in exercises]
        chosen = self.state["current"]
        at = names.index(chosen) if chosen in names else 0
        later = exercises[at:] + exercises[:at]
        if self.state.get("short"):
            later.sort(key=lambda item: (item.name != chosen, not item.taster))
        return (item for item in later if not self.is_done(item))

    def choose_path(self, short):
        """Go along the short path, or all exercises in their order, from the first that is open."""
        self.state |= {"short": short, "current": None}
        self.save()

    def begin(self, exercise):
        """Give the learner the files of an exercise, unless they are there."""
        if not self.work(exercise).exists():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(exercise.start, self.work(exercise), ignore=ignored)
        with self.changing(exercise) as known:
            known.setdefault("started", now())
            self.state["current"] = exercise.name

    def record(self, exercise, grade):
        """Count a check, and remember whether it passed."""
        with self.changing(exercise) as known:
            known["checks"] += 1
            was_done = known.pop("done", None)
            if grade.passed:
                known["done"] = was_done or now()

    def hint(self, exercise):
        """Return the hints so far, with one more."""
        with self.changing(exercise) as known:
            known["hints"] = min(known["hints"] + 1, len(exercise.hints))
        return exercise.hints[: known["hints"]]

    def reset(self, exercise):
        """Start again, and return where the version so far is kept; None if there was none."""
        kept = None
        if self.work(exercise).exists():
            stamp = datetime.now().strftime("%Y%m%d-%H%M%S-%f")
            kept = self.directory / "attempts" / f"{exercise.name}-{stamp}"
            kept.parent.mkdir(exist_ok=True)
            self.work(exercise).replace(kept)
        with self.changing(exercise) as known:
            known.pop("done", None)
        self.begin(exercise)
        return kept

    def skip(self, exercise):
        """Go on to the next exercise that is open, and return it."""
        self.state["current"] = exercise.name
        later = next((item for item in self.open(track()) if item != exercise), None)
        self.state["current"] = later.name if later else None
        self.save()
        return later

    def give_up(self, exercise):
        """Remember that the learner looked at the solution before they had one."""
        with self.changing(exercise) as known:
            known.setdefault("gave_up", now())
