"""Where code is: on the page as file and line, and as a link that opens an editor there."""

import inspect
from dataclasses import dataclass
from pathlib import Path

import django
from django.conf import settings

PACKAGES = Path(django.__file__).parents[1]


@dataclass(frozen=True)
class Place:
    """A line of a file, of this project or of an installed package."""

    path: Path
    line: int = 1

    @property
    def file(self):
        """Return the path, relative to the project or to the packages where it lies there."""
        roots = (Path(settings.BASE_DIR), PACKAGES)
        inside = (self.path.relative_to(root) for root in roots if self.path.is_relative_to(root))
        return next(inside, self.path).as_posix()

    def __str__(self):
        return f"{self.file}:{self.line}"

    @property
    def editor_url(self):
        """Return the address that opens the line in Visual Studio Code and its relatives."""
        return f"vscode://file/{self.path.as_posix().lstrip('/')}:{self.line}"


def place_of(thing):
    """Return where a class, function or view is defined."""
    thing = inspect.unwrap(thing)
    thing = getattr(thing, "view_class", thing)
    if not (inspect.isclass(thing) or inspect.isroutine(thing)):
        thing = type(thing)  # A feed is a view, and an object.
    return Place(Path(inspect.getfile(thing)), inspect.getsourcelines(thing)[1])
