"""The ways in which one row leaves the site, each made by the code that makes it for everybody."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

from django.core.management import call_command
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import rows
from .excerpts import Excerpt, coloured
from .tracing import trace


def nowhere(row):
    """Return no address."""
    return ""


@dataclass(frozen=True, kw_only=True)
class Format:
    """
    A way to show a row, with what visitors are shown of it.

    `write` returns its text, given the row and a request; `path` returns its address, where it has
    one. `code` is what makes it, and the name `file` says how to colour it.
    """

    key: str
    name: str | Promise
    code: str
    write: Callable
    file: str = "x.txt"
    path: Callable = nowhere
    note: str | Promise = ""

    def show(self, row, request):
        """Return how the row looks in this format now, and where it is found."""
        return {"path": self.path(row), "text": coloured(self.write(row, request), self.file)}

    @property
    def excerpt(self):
        """Return the code that makes it."""
        return Excerpt(self.code)


def page(code, path):
    """Return the format of a page, without what all pages have around it."""
    write = visit(path, main_of)
    return Format(key="html", name=_("Page"), code=code, file="x.html", path=path, write=write)


def answer(code, path):
    """Return the format of an answer of the API."""
    write = visit(path, indented)
    return Format(key="json", name="JSON", code=code, file="x.json", path=path, write=write)


def feed(name, code, path):
    """Return the format of an entry in a feed."""
    write = visit(path, entry_of)
    return Format(key=name.lower(), name=name, code=code, file="x.xml", path=path, write=write)


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
    options = {"primary_keys": str(row.pk), "format": "xml", "indent": 2, "stdout": output}
    call_command("dumpdata", row._meta.label_lower, **options)
    return output.getvalue()


EVERY_MODEL = [
    Format(
        key="csv",
        name="CSV",
        code="tour/formats.py::as_table",
        write=as_table,
        note=_("These lines make a table of any model."),
    ),
    Format(
        key="command",
        name=_("Command line"),
        code="tour/formats.py::as_dump",
        file="x.xml",
        write=as_dump,
        note=_("This is what manage.py dumpdata prints, and what loaddata reads."),
    ),
]


def examples():
    """Return the module in `rows/` of each app that has a row to show: its name to the module."""
    modules = {
        item.name: import_module(f"{rows.__name__}.{item.name}")
        for item in iter_modules(rows.__path__)
    }
    return {name: module for name, module in modules.items() if hasattr(module, "FORMATS")}
