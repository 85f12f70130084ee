"""Reports and classes as tables: for the terminal, and as a page."""

from html import escape
from typing import NamedTuple

from rich.markup import escape as escape_markup
from rich.table import Table as ScreenTable

from .classes import EXERCISE, LEARNER, exercises, learners

NUMBERS = {"passed", "begun", "checks", "hints", "gave_up", "minutes"}

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
body {{ font: 1rem/1.5 system-ui, sans-serif; }}
table {{ width: 100%; margin-bottom: 3rem; border-collapse: collapse; }}
caption {{ padding: 0.5rem 0; font-size: 1.3rem; font-weight: 600; text-align: left; }}
th, td {{ padding: 0.4rem 1.6rem 0.4rem 0; border-bottom: 1px solid #8886; text-align: left; }}
tbody th {{ font-weight: 500; }}
.number {{ text-align: right; font-variant-numeric: tabular-nums; }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
{tables}
</main>
</body>
</html>
"""


class Table(NamedTuple):
    """Some rows, each a dictionary with all of these names; the first name is what it is about."""

    title: str
    names: list[str]
    rows: list[dict]


def of_report(report):
    """Return the table of one learner's report."""
    passed = sum(row["passed"] for row in report["exercises"])
    title = f"{report['learner'] or 'No name'}: {passed} of {report['total']} passed"
    rows = [
        row
        | {"exercise": row["name"], "result": "✓ pass" if row["passed"] else "✗ fail"}
        | {"gave_up": "yes" if row["gave_up"] else ""}
        for row in report["exercises"]
    ]
    return Table(title, ["exercise", "result", "checks", "hints", "gave_up"], rows)


def of_class(reports):
    """Return two tables: the learners of a class, and the exercises."""
    return [
        Table("Learners", LEARNER[:-1], learners(reports)),
        Table("Exercises, with medians of those who passed", EXERCISE, exercises(reports)),
    ]


def on_screen(table):
    """Return a table for the terminal; where that is narrow, the first column is."""
    found = ScreenTable(
        title=escape_markup(table.title), title_justify="left", box=None, padding=(0, 1, 0, 0)
    )
    for name in table.names:
        first = name == table.names[0]
        found.add_column(
            name.replace("_", "\n"),
            justify="right" if name in NUMBERS else "left",
            no_wrap=not first,
            overflow="fold",
        )
    for row in table.rows:
        found.add_row(*(escape_markup(str(row[name])) for name in table.names))
    return found


def as_html(title, *tables):
    """Return a page with the tables."""
    return PAGE.format(title=escape(title), tables="\n".join(map(html_of, tables)))


def html_of(table):
    """Return a table as HTML."""
    head = "".join(f"<th scope=col{kind(name)}>{title_of(name)}</th>" for name in table.names)
    rows = [
        f"<tr><th scope=row>{escape(str(row[table.names[0]]))}</th>"
        + "".join(f"<td{kind(name)}>{escape(str(row[name]))}</td>" for name in table.names[1:])
        + "</tr>"
        for row in table.rows
    ]
    body = "\n".join(rows)
    caption = f"<caption>{escape(table.title)}</caption>"
    return (
        f"<table>\n{caption}\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    )


def kind(name):
    """Return the class of a column of numbers as an attribute."""
    return " class=number" if name in NUMBERS else ""


def title_of(name):
    """Return the title of a column."""
    return name.replace("_", " ").capitalize()
