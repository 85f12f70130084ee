"""The files of this project, without its tests, its migrations and the tour."""

from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings

NOT_COUNTED = {"tests", "migrations"}


@dataclass(frozen=True)
class Place:
    """A line in a file of this project."""

    file: str
    line: int

    def __str__(self):
        return f"{self.file}:{self.line}"


def own_apps():
    """Return the configurations of the apps in this directory, but for the tour."""
    configs = [config for config in apps.get_app_configs() if config.name != __package__]
    return [config for config in configs if Path(config.path).parent == settings.BASE_DIR]


def shared_parts():
    """Return the names of the directories that serve all sites: those without a menu entry."""
    return ["config", *(app.label for app in own_apps() if not hasattr(app, "menu_url"))]


def files(part, *endings):
    """Return the files with these endings in one of the directories, by name."""
    paths = (path for path in Path(settings.BASE_DIR, part).rglob("*") if path.suffix in endings)
    return sorted(path for path in paths if not NOT_COUNTED & set(path.parts))


def first_places(marks):
    """Return a dictionary: each text that stands in the project, to its first Place."""
    found: dict[str, Place] = {}
    parts = [*shared_parts(), *(app.label for app in own_apps() if hasattr(app, "menu_url"))]
    for path in (path for part in parts for path in files(part, ".py", ".html")):
        text = path.read_text(encoding="utf-8")
        for mark in marks - found.keys():
            if (at := text.find(mark)) >= 0:
                file = path.relative_to(settings.BASE_DIR).as_posix()
                found[mark] = Place(file, text.count("\n", 0, at) + 1)
    return found
