"""Which part of an endpoint a line of code is about, read from the names in its file."""

import ast
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from tour.excerpts import Excerpt, coloured


@dataclass(frozen=True)
class Part:
    """A part that every endpoint has, the names it goes by, and how each way does it."""

    key: str
    title: Promise
    names: set[str]
    tools: list[str]  # in the order of WAYS


PARTS = [
    Part(
        "tables",
        _("Tables"),
        {"Base", "Membership", "Role", "membership", "role", "tables"},
        ["Group", "Table", "DeclarativeBase", ""],
    ),
    Part(
        "parameters",
        _("Parameters"),
        {"Parameters", "REFUSAL", "parameters"},
        ["forms.Form", "if", "BaseModel", "parse_qs, if"],
    ),
    Part(
        "query",
        _("Query"),
        {"ORDERS", "QUESTION", "members", "question", "session"},
        ["QuerySet", "select(Table)", "select(class)", "SQL"],
    ),
    Part(
        "answer",
        _("Answer"),
        {"answer", "missing", "refuse"},
        ["JsonResponse", "dict", "dict", "json.dumps"],
    ),
    Part(
        "route",
        _("Route"),
        {"ROUTES", "app", "application", "urlpatterns"},
        ["path", "@app.get", "@app.get", "environ"],
    ),
]

# The ways: a module of `elsewhere/`, and what it is called.
WAYS = {
    "with_django": "Django",
    "with_flask": "Flask",
    "with_fastapi": "FastAPI",
    "with_wsgi": _("No framework"),
}


# Where a way gets its connection to the database from.
SETTINGS, SHARED = "config/environment.py::database", "tour/pages/transfer/elsewhere/database.py"


@dataclass(frozen=True)
class Line:
    """A line of code as HTML, its part, if any, and whether that part begins here."""

    html: str
    part: Part | None
    number: int | None


class Way:
    """One way to write the endpoint: its code, line by line."""

    def __init__(self, module):
        self.module = module
        self.name = WAYS[module]
        self.excerpt = Excerpt(f"tour/pages/transfer/elsewhere/{module}.py")
        self.source = self.excerpt.source
        self.parts = parts_of(self.source)

    @property
    def lines(self):
        """Return the lines of the file; the first of each block has the number of its part."""
        html = coloured(self.source, self.excerpt.file)
        lines = map(mark_safe, html.splitlines())  # Pygments ends its tags on each line.
        return [
            Line(html, part, PARTS.index(part) + 1 if part and part != above else None)
            for html, part, above in zip(lines, self.parts, [None, *self.parts[:-1]], strict=True)
        ]

    @property
    def filled(self):
        """Return the parts of all lines that are not empty."""
        lines = zip(self.source.splitlines(), self.parts, strict=True)
        return [part for line, part in lines if line.strip()]


def table(ways):
    """Return each part with what does it in each way, and in how many lines."""
    filled = [way.filled for way in ways]
    return [
        (part, [(tool, lines.count(part)) for tool, lines in zip(part.tools, filled, strict=True)])
        for part in PARTS
    ]


def connections(ways):
    """Return where each way gets its connection from, and in how many lines that is written."""
    excerpts = [Excerpt(SETTINGS if way.module == "with_django" else SHARED) for way in ways]
    return [
        (excerpt, sum(bool(line.strip()) for line in excerpt.source.splitlines()))
        for excerpt in excerpts
    ]


def parts_of(source):
    """Return the part of each line, None where it has none."""
    parts: list[Part | None] = [None] * len(source.splitlines())
    for node in ast.parse(source).body:
        mark(parts, node, next((part for part in PARTS if part.names & set(names(node))), None))
        for decorator in getattr(node, "decorator_list", []):
            mark(parts, decorator, PARTS[-1])  # the route
    return parts


def mark(parts, node, part):
    """Say of which part the lines of a node are."""
    parts[node.lineno - 1 : node.end_lineno] = [part] * (node.end_lineno - node.lineno + 1)


def names(node):
    """Return what a statement defines."""
    targets = getattr(node, "targets", [getattr(node, "target", node)])
    return [getattr(item, "name", getattr(item, "id", None)) for item in targets]
