import itertools
from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.db.backends.sqlite3.schema import DatabaseSchemaEditor
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from tour.excerpts import Excerpt
from tour.feeds import addresses
from tour.pages.base import TourPage
from tour.places import place_of

from .declaration import declaration, with_line
from .derived import blank, of_code, of_column, of_table
from .diff import Line, compared, plain
from .written import lists_of_fields, with_field, written_for

NAME, FIELD = "subtitle", models.CharField(max_length=120, blank=True)

# What follows from a model: its title, what its lines are, and the file that it could be.
KINDS = {
    "migration": (_("Migration"), ngettext_lazy("line of Python", "lines of Python"), "x.py"),
    "sql": (_("Table"), ngettext_lazy("SQL statement", "SQL statements"), "x.sql"),
    "form": (_("Form"), ngettext_lazy("line of HTML", "lines of HTML"), "x.html"),
    "rules": (_("Validation"), ngettext_lazy("rule", "rules"), "x.txt"),
    "admin": (_("Admin"), ngettext_lazy("address or field", "addresses and fields"), "x.txt"),
    "api": (_("JSON API"), ngettext_lazy("line of its schema", "lines of its schema"), "x.json"),
    "feeds": (_("Feed and sitemap"), ngettext_lazy("address", "addresses"), "x.txt"),
}


@dataclass
class Part:
    """One thing that follows from a model: what it is, its lines, and how many count."""

    key: str
    title: Promise
    lines: list[Line]
    count: int
    unit: str


def part(key, after, before=None):
    """Return a text as it is, or what differs between two: then the new lines count."""
    title, unit, file = KINDS[key]
    lines = plain(after, file) if before is None else compared(before, after, file)
    count = len(lines) if before is None else sum(line.mark == "+" for line in lines)
    return Part(key, title, lines, count, unit % count)


class RapidPage(TourPage):
    """One model, and all that follows from it."""

    key = "rapid"
    claim = _("You write a model once; table, form, admin, API and validation follow from it.")

    @property
    def main(self):  # type: ignore[override]  # depends on the choice
        """Return what is written beside the chosen model: which of its fields the API shows."""
        schema = written_for(model_of(self.row)).schema
        return f"{schema.__module__.replace('.', '/')}.py::{schema.__name__}"

    @property
    def rows(self):
        """Return the rows of the map about a model, by the name of the model."""
        return {row.symbol: row for row in self.features() if model_of(row)}

    @property
    def row(self):
        """Return the row that was chosen, or the first."""
        return self.rows.get(self.request.GET.get("model")) or next(iter(self.rows.values()))

    def demonstrate(self):
        """Return a model and all that follows from it, or what one more field changes in that."""
        row, more = self.row, NAME in self.request.GET
        show = self.change if more else self.whole
        shown = show(written_for(model_of(row)), row.excerpt.source)
        return {"rows": self.rows, "row": row, "more": more, "name": NAME, **shown}

    def whole(self, written, source):
        """Return the declaration of the model, and all that follows from it."""
        texts = of_table(written.model) | of_code(written, self.request)
        texts["feeds"] = addresses(written.model)
        parts = [part(key, text) for key, text in texts.items() if text]
        return {"code": plain(declaration(source)), "parts": parts, "form": blank(written.form)}

    def change(self, written, source):
        """Return the same for a copy of the model with one more field: the lines that differ."""
        name = free_name(written.model)
        longer = with_field(written, name, FIELD)
        old = of_code(written, self.request)
        new = of_column(written.model, longer.model, name) | of_code(longer, self.request)
        longer_source = with_line(source, written.model, name, FIELD)
        return {
            "code": compared(declaration(source), declaration(longer_source), context=8),
            "parts": [part(key, text, old.get(key, "")) for key, text in new.items()],
            "field": blank(longer.form)[name],
            "lists": [Excerpt(code) for code in lists_of_fields(written)],
            "remade": "CREATE TABLE" in new["sql"] and place_of(DatabaseSchemaEditor.add_field),
        }


def model_of(row):
    """Return the model that a row of the map is about, or None."""
    return apps.all_models[row.file.partition("/")[0]].get(row.symbol.lower())


def free_name(model, wanted=NAME):
    """Return the name for one more field; with a number where the model has that field."""
    taken = {field.name for field in model._meta.get_fields()}
    names = itertools.chain([wanted], (f"{wanted}_{number}" for number in itertools.count(2)))
    return next(name for name in names if name not in taken)
