"""The forms in which one row leaves the site: what the site makes of it, and what any row has."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.core.management import call_command
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tour import rows
from tour.excerpts import Excerpt, coloured
from tour.tracing import trace

SITES_OWN = _("Made by this site: every visitor gets this at the same address.")


def nowhere(row):
    """Return no address and no command."""
    return ""


@dataclass(frozen=True, kw_only=True)
class Format:
    """
    A way to show a row, with what visitors are shown of it.

    `write` returns its text, given the row and a request; `path` returns its address, and `command`
    what to type, where there is one. `code` is what makes it, `note` says whose code that is, and
    the name `file` says how to colour the text.
    """

    key: str
    name: str | Promise
    code: str
    write: Callable
    file: str = "x.txt"
    path: Callable = nowhere
    command: Callable = nowhere
    note: str | Promise

    def show(self, row, request):
        """Return how the row looks in this format now, and where it is found."""
        return {
            "path": self.path(row),
            "command": self.command(row),
            "text": coloured(self.write(row, request), self.file),
        }

    @property
    def excerpt(self):
        """Return the code that makes it."""
        return Excerpt(self.code)


def page(code, path):
    """Return the format of a page, without what all pages have around it."""
    return Format(
        key="html",
        name=_("Page"),
        code=code,
        file="x.html",
        path=path,
        write=visit(path, main_of),
        note=_("Made by this site: every visitor gets this page. Only its main part is shown."),
    )


def answer(code, path):
    """Return the format of an answer of the API."""
    write = visit(path, indented)
    return Format(
        key="json", name="JSON", code=code, file="x.json", path=path, write=write, note=SITES_OWN
    )


def feed(name, code, path):
    """Return the format of an entry in a feed."""
    return Format(
        key=name.lower(),
        name=name,
        code=code,
        file="x.xml",
        path=path,
        write=visit(path, entry_of),
        note=_("Made by this site: the entry in a feed that every visitor gets."),
    )


def email(code, write, note):
    """Return the format of an email that names the row; `note` says what is made up in it."""
    return Format(key="email", name=_("Email"), code=code, write=write, note=note)


def visit(path, cut):
    """Return a function that asks this site for the address of a row, as a visitor does."""

    def write(row, request):
        _, response = trace(path(row), request.get_host(), request.is_secure())
        return cut(response.text, row)

    return write


def main_of(text, row):
    """Return the part of a page that is its own, without blank lines."""
    inside = text.partition("<main")[2].partition("</main>")[0]
    return "\n".join(line for line in f"<main{inside}</main>".splitlines() if line.strip())


def indented(text, row):
    """Return JSON with a line for each value."""
    return json.dumps(json.loads(text), indent=2, ensure_ascii=False)


def entry_of(text, row):
    """Return the entry of a feed that leads to the row, with a line for each element."""
    entries = re.findall(r"<(?:item|entry)>.*?</(?:item|entry)>", text, re.DOTALL)
    entry = next((item for item in entries if row.get_absolute_url() in item), "")
    return entry.replace("><", ">\n<")


def as_table(row, request):
    """Return the columns of a row as CSV: it opens in every spreadsheet."""
    names = [field.name for field in row._meta.concrete_fields]
    lines = io.StringIO()
    this = type(row)._default_manager.filter(pk=row.pk)
    csv.writer(lines).writerows([names, *this.values_list(*names)])
    return lines.getvalue()


def as_dump(row, request):
    """Return what the command dumpdata prints: loaddata reads it, on another database too."""
    output = io.StringIO()
    call_command(*dump_command(row), stdout=output)
    return output.getvalue()


def dump_command(row):
    """Return the command that prints a row, as a list of words."""
    return ["dumpdata", row._meta.label_lower, "--pks", str(row.pk), "--indent", "2"]


def typed(row):
    """Return what to type for that."""
    return " ".join(["uv run manage.py", *dump_command(row)])


EVERY_MODEL = [
    Format(
        key="csv",
        name="CSV",
        code="tour/pages/versatility/formats.py::as_table",
        write=as_table,
        note=_("Made by this page of the tour: its code makes a table of any model."),
    ),
    Format(
        key="command",
        name=_("Command line"),
        code="tour/pages/versatility/formats.py::as_dump",
        file="x.json",
        write=as_dump,
        command=typed,
        note=_("Printed by a command that comes with Django. The command loaddata reads it again."),
    ),
]


def examples():
    """Return the module in `rows/` of each app that has a row to show: its name to the module."""
    return {
        module.__name__.rpartition(".")[2]: module
        for module in rows.modules()
        if hasattr(module, "FORMATS")
    }
