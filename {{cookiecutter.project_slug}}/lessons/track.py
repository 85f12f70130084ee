"""
The exercises, in their order.

Each is a directory below `exercises/`: `exercise.toml` says what it is about, `start/` holds
what the learner begins with, `check.py` the checks, `solution/` what passes them, and
`cheats/` what must not. An exercise whose name begins with that of an app needs the app.
"""

import difflib
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
EXERCISES = Path(__file__).resolve().parent / "exercises"
COMMAND = "uv run manage.py learn"
DOCS = "https://docs.djangoproject.com/en/6.1/"


def _(text):
    """Mark a text for translation, and return it as it is: Django may not work here."""
    return text


# What the exercises are about, in the order in which they are taken.
AREAS = {
    "framework": _("High-level framework"),
    "rapid": _("Rapid, DRY development"),
    "batteries": _("Batteries included"),
    "orm": _("ORM"),
    "security": _("Security"),
    "versatility": _("Versatility"),
    "scalability": _("Scalability"),
    "community": _("Community and documentation"),
    "transfer": _("Skills that transfer"),
}


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """
    One exercise. `files` are what the learner changes, relative to their directory.

    `read` is a file of this project, `docs` a page below DOCS, `fails_with` a text in what the
    first failing check says at the start, `why` the paragraph that comes with the solution.
    """

    name: str
    title: str
    area: str
    minutes: int
    files: list[str]
    task: str
    read: str
    docs: str
    fails_with: str
    hints: list[str]
    why: str
    taster: bool = False

    @property
    def directory(self):
        """Return the directory that describes the exercise."""
        return EXERCISES / self.name

    @property
    def start(self):
        """Return the directory of what the learner begins with."""
        return self.directory / "start"

    @property
    def area_title(self):
        """Return the name of the area."""
        return AREAS[self.area]

    @property
    def docs_url(self):
        """Return the address of the page to read."""
        return DOCS + self.docs

    @property
    def has_solution(self):
        """Return whether the solution is here: an exam has none."""
        return (self.directory / "solution").is_dir()

    @property
    def solution(self):
        """Return the files of the solution as a dictionary, name to text."""
        paths = {name: self.directory / "solution" / name for name in self.files}
        return {name: path.read_text("utf-8") for name, path in paths.items() if path.is_file()}

    @cached_property
    def cheats(self):
        """Return the directories of what must not pass."""
        return sorted(path for path in (self.directory / "cheats").glob("*") if path.is_dir())


def load(path):
    """Return the exercise that a file exercise.toml describes."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Exercise(name=path.parent.name, **data)


def track():
    """Return all exercises in their order."""
    found = [load(path) for path in EXERCISES.glob("*/exercise.toml")]
    areas = list(AREAS)
    return sorted(found, key=lambda exercise: (areas.index(exercise.area), exercise.name))


def shown(path):
    """Return a path as it is typed in the directory of the project."""
    return path.relative_to(PROJECT).as_posix() if path.is_relative_to(PROJECT) else str(path)


def in_area(area):
    """Return the exercises of an area, a key of AREAS, in their order."""
    return [exercise for exercise in track() if exercise.area == area]


def find(name):
    """Return the exercise of this name; LookupError, with the nearest name, if there is none."""
    exercises = {exercise.name: exercise for exercise in track()}
    if name in exercises:
        return exercises[name]
    near = difflib.get_close_matches(name, exercises, n=1)
    hint = f"did you mean {near[0]}?" if near else f"`{COMMAND} list` shows them all."
    raise LookupError(f"There is no exercise {name!r}: {hint}")
