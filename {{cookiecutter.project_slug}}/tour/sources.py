"""The files of the site: without tests, migrations, and what only shows the site."""

from pathlib import Path

from django.conf import settings

from core.apps import menu_apps, own_apps

from .places import Place

LEARNING = {"lessons", "tour"}
NOT_COUNTED = {"tests", "migrations"}


def counted_apps():
    """Return the configurations of this project's apps, but for tour and lessons."""
    return [config for config in own_apps() if config.name not in LEARNING]


def shared_parts():
    """Return the names of the directories that serve all sites: those without a menu entry."""
    return ["config", *(app.label for app in counted_apps() if app not in menu_apps())]


def all_parts():
    """Return the names of all directories with code of the site."""
    return [*shared_parts(), *(app.label for app in counted_apps() if app in menu_apps())]


def files(part, *endings):
    """Return the files with these endings in one of the directories, by name."""
    directory = Path(settings.BASE_DIR, part)
    paths = {path: path.relative_to(directory) for path in directory.rglob("*")}
    return sorted(
        path
        for path, name in paths.items()
        if path.suffix in endings and not NOT_COUNTED & set(name.parts)
    )


def first_places(marks):
    """Return a dictionary: each text that stands in the project, to its first Place."""
    found: dict[str, Place] = {}
    for path in (path for part in all_parts() for path in files(part, ".py", ".html")):
        text = path.read_text(encoding="utf-8")
        for mark in marks - found.keys():
            if (at := text.find(mark)) >= 0:
                found[mark] = Place(path, text.count("\n", 0, at) + 1)
    return found
