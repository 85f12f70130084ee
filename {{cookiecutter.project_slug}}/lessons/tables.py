"""Reports and classes as tables, for the terminal and as pages."""

import io

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from .classes import EXERCISE, LEARNER, exercises, learners

NUMBERS = {"passed", "begun", "checks", "hints", "gave_up", "minutes"}
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
{{stylesheet}}
body {{{{ color: {{foreground}}; background: {{background}}; }}}}
pre {{{{ margin: 2rem; font: 0.9rem/1.5 monospace; }}}}
</style>
<main><h1>{title}</h1><pre>{{code}}</pre></main>
</html>
"""


def of_report(report):
    """Return the table of one learner's report."""
    title = f"{report['learner'] or 'No name'}: {passes(report)} of {report['total']} passed"
    table = make(title, ["exercise", "", "checks", "hints", "gave_up"])
    for row in report["exercises"]:
        result = "[green]✓ pass[/]" if row["passed"] else "[red]✗ fail[/]"
        numbers = [str(row["checks"]), str(row["hints"]), "yes" if row["gave_up"] else ""]
        table.add_row(row["name"], result, *numbers)
    return table


def passes(report):
    """Return how many exercises of a report pass."""
    return sum(row["passed"] for row in report["exercises"])


def of_class(reports):
    """Return two tables: the learners of a class, and the exercises."""
    return [
        filled("Learners", LEARNER[:-1], learners(reports)),
        filled("Exercises: who passed, and medians of those", EXERCISE, exercises(reports)),
    ]


def filled(title, names, rows):
    """Return a table with a row for each dictionary."""
    table = make(title, names)
    for row in rows:
        table.add_row(*(escape(str(row[name])) for name in names))
    return table


def make(title, names):
    """Return an empty table that is narrow where the terminal is."""
    table = Table(title=escape(title), title_justify="left", box=None, padding=(0, 2, 0, 0))
    for name in names:
        table.add_column(
            name.replace("_", " "),
            justify="right" if name in NUMBERS else "left",
            overflow="fold",
        )
    return table


def as_html(title, *tables):
    """Return a page with the tables."""
    console = Console(record=True, file=io.StringIO(), width=120)
    console.print(*tables, sep="\n\n")
    return console.export_html(code_format=PAGE.format(title=title))
