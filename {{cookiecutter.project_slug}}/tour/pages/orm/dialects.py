"""The SQL of one query on several databases, side by side."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

import sqlparse
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from tour.excerpts import coloured

from .databases import DATABASES, Database
from .query import Statement

DEEPEST = 10  # characters


@dataclass
class Line:
    """A line of SQL, as text, and as HTML without its indent."""

    text: str
    html: str
    differs: bool = False

    @property
    def indent(self):
        """Return the spaces before the line; very many would leave no room for it."""
        return " " * min(len(self.text) - len(self.text.lstrip()), DEEPEST)

    @property
    def meaning(self):
        """Return the line whatever the quotes around names are."""
        return self.text.replace("`", '"').strip()


@dataclass
class Dialect:
    """What one database would get: a statement, or why there is none."""

    database: Database
    statement: Statement | None = None
    problem: str = ""
    lines: list[Line] = field(default_factory=list)

    @property
    def values(self):
        """Return the values that travel beside the SQL, in Python."""
        return [in_python(value) for value in self.statement.params] if self.statement else []


def in_python(value):
    """Return a value as code; psycopg says how large a number is, as in Int4(2), which is 2."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return repr(int(value) if is_number else value)


def compiled(query, database):
    """Return the Dialect of a query on one database."""
    if not database.has_driver:
        advice = _("Type uv sync --group learn to see the SQL of {name} here.")
        return Dialect(database, problem=advice.format(name=database.name))
    try:
        with database.alias() as alias:
            return Dialect(database, query.statement(alias))
    except (DatabaseError, ImproperlyConfigured) as error:
        return Dialect(database, problem=f"{type(error).__name__}: {error}")


def side_by_side(query):
    """Return a Dialect for each database, whose lines say where they differ from another's."""
    dialects = [compiled(query, database) for database in DATABASES]
    for dialect in dialects:
        dialect.lines = lines(dialect.statement.sql) if dialect.statement else []
    texts = [{line.meaning for line in dialect.lines} for dialect in dialects if dialect.lines]
    for line in [line for dialect in dialects for line in dialect.lines]:
        line.differs = any(line.meaning not in others for others in texts)
    return dialects


def lines(sql):
    """Return the lines of a statement, laid out for people to read."""
    texts = laid_out(sql).splitlines()
    html = coloured("\n".join(text.lstrip() for text in texts), "query.sql")
    html = re.sub(r"([.(])", r"\1<wbr>", html)  # A long line may be broken there.
    # Pygments escapes the text, and closes its tags at the end of each line.
    parts = [mark_safe(part) for part in html.splitlines()]  # noqa: S308
    return [Line(*line) for line in zip(texts, parts, strict=True)]


@lru_cache(maxsize=100)
def laid_out(sql):
    """Return a statement in several lines. This takes longer than to compile it."""
    text = sqlparse.format(sql, reindent=True, indent_columns=True, indent_width=2)
    text = re.sub(r"\s+(?=(OR\s+)?IGNORE INTO)", " ", text)
    return re.sub(r"FILTER \(\s+", "FILTER (", text)
