"""Where the code of this project uses modules of Django."""

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.engine import Engine

from tour.places import Place
from tour.sources import all_parts, files

LOAD = re.compile(r"{% load ([\w ]+) %}")


@dataclass(frozen=True)
class Use:
    """A line of this project that names something of Django, such as django.utils.timezone."""

    name: str
    file: str
    line: int

    @property
    def place(self):
        """Return the line as a Place."""
        return Place(Path(settings.BASE_DIR, self.file), self.line)


def own_files():
    """Return the files of config and of the apps of this project, without tests."""
    return [path for part in all_parts() for path in files(part, ".html", ".py")]


def all_uses():
    """Return all uses of Django in those files, as they are now."""
    return [use for file in own_files() for use in uses_in(file, file.stat().st_mtime_ns)]


@cache
def uses_in(path, changed_at):
    """Return the uses in a file, which is read again when it has changed."""
    finders = {".py": names_in_code, ".html": names_in_template}
    if path.suffix not in finders:
        return []
    file = path.relative_to(settings.BASE_DIR).as_posix()
    found = finders[path.suffix](path.read_text(encoding="utf-8"))
    return [Use(name, file, line) for name, line in found if name.startswith("django.")]


def names_in_code(text):
    """Return (name, line) of what is imported, and of texts, which is how settings name things."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            found += [(f"{node.module}.{alias.name}", alias.lineno) for alias in node.names]
        elif isinstance(node, ast.Import):
            found += [(alias.name, alias.lineno) for alias in node.names]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.append((node.value, node.lineno))
    return found


def names_in_template(text):
    """Return (module, line) of the libraries of tags that a template loads."""
    libraries = Engine.get_default().libraries
    return [
        (libraries.get(name, ""), number)
        for number, line in enumerate(text.splitlines(), 1)
        for match in LOAD.finditer(line)
        for name in match[1].split()
    ]
