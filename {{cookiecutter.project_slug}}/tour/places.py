"""Where code is: on the page as file and line, and as a link that opens an editor there."""

import inspect
import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

import django
from django.conf import settings
from django.template.base import Node
from django.urls import URLResolver, get_resolver

PACKAGES = Path(django.__file__).parents[1]


@dataclass(frozen=True)
class Place:
    """A line of a file, of this project or of an installed package."""

    path: Path
    line: int = 1

    @property
    def file(self):
        """Return the path, relative to the project or to the packages where it lies there."""
        roots = (PACKAGES, Path(settings.BASE_DIR))  # Packages may lie inside of the project.
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


def place_of_urls(match=None):
    """Return the line of the urlconf that names the matching view; the urlconf, without one."""
    for module in [*urlconfs(get_resolver())] if match else []:
        if any(getattr(item, "callback", None) is match.func for item in module.urlpatterns):
            lines = enumerate(Path(module.__file__).read_text("utf-8").splitlines(), 1)
            mark = f'name="{match.url_name}"'
            return Place(Path(module.__file__), next((n for n, text in lines if mark in text), 1))
    return Place(Path(import_module(settings.ROOT_URLCONF).__file__ or ""))


def urlconfs(resolver):
    """Yield the modules with the addresses of the site."""
    if isinstance(resolver.urlconf_name, ModuleType | str):
        yield resolver.urlconf_module
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from urlconfs(pattern)


def sender():
    """Return the innermost line of a template or of the site that is running now, or None."""
    frame = sys._getframe(1).f_back
    while frame:
        path, node = Path(frame.f_code.co_filename), frame.f_locals.get("self")
        if isinstance(node, Node) and node.origin and node.token:
            return Place(Path(node.origin.name), node.token.lineno or 1)
        if path.is_relative_to(settings.BASE_DIR) and not path.is_relative_to(PACKAGES):
            if path.parent != Path(__file__).parent:
                return Place(path, frame.f_lineno)
        frame = frame.f_back
    return None
