"""How much of this project serves all of its apps, in lines, and which modules they import."""

import ast
from dataclasses import dataclass

from core.apps import menu_apps
from tour.sources import files, shared_parts


@dataclass(frozen=True)
class Part:
    """A directory of the project, and its lines without the blank ones."""

    name: str
    python: int
    templates: int

    @property
    def total(self):
        """Return the lines of both kinds."""
        return self.python + self.templates


@dataclass(frozen=True)
class Site:
    """What an app consists of if it is the only one: its own lines and those that all share."""

    part: Part
    title: str
    shared: int

    @property
    def total(self):
        """Return all lines of such a site."""
        return self.part.total + self.shared

    @property
    def percent(self):
        """Return how much of such a site is shared."""
        return round(100 * self.shared / self.total)


def parts(names):
    """Return the Part of each of these directories."""
    return [Part(name, lines(files(name, ".py")), lines(templates_of(name))) for name in names]


def templates_of(name):
    """Return the templates in a directory: of pages and of emails."""
    return [path for path in files(name, ".html", ".txt") if "templates" in path.parts]


def lines(paths):
    """Return the number of lines that are not blank."""
    texts = (path.read_text(encoding="utf-8") for path in paths)
    return sum(1 for text in texts for line in text.splitlines() if line.strip())


def sites(common):
    """Return the Site of each app with pages, given how many lines all of them share."""
    apps = menu_apps()
    own = parts([app.label for app in apps])
    return [Site(part, app.verbose_name, common) for app, part in zip(apps, own, strict=True)]


def shared_modules():
    """Return the shared modules that every app imports, and the others with who imports them."""
    users = {app.label: imported(app.label) for app in menu_apps()}
    everywhere = set.intersection(*users.values())
    others = sorted(set.union(*users.values()) - everywhere)
    return {
        "everywhere": sorted(everywhere),
        "somewhere": {name: {app for app in users if name in users[app]} for name in others},
    }


def imported(name):
    """Return the shared modules that a directory imports at the top of its files."""
    shared = shared_parts()
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files(name, ".py")]
    paths = [path for tree in trees for node in tree.body for path in paths_of(node)]
    return {".".join(path[:2]) for path in paths if path[0] in shared}


def paths_of(node):
    """Return what an import statement imports, as lists of names; nothing for other statements."""
    match node:
        case ast.ImportFrom(module=str(module), level=0):
            return [[*module.split("."), alias.name] for alias in node.names]
        case ast.Import():
            return [alias.name.split(".") for alias in node.names]
    return []
