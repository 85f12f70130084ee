"""The commands for teachers, and those that hand results over."""

import sys
from pathlib import Path

from . import classes, kit, reports, tables
from .screen import escape, say, say_plainly
from .track import find, track
from .verification import verify


def run_report(options, progress):
    """Grade all that was begun, and say what came of it."""
    report = reports.make(progress)
    forms = {
        "json": lambda: reports.as_json(report),
        "junit": lambda: reports.as_junit(report),
        "html": lambda: tables.as_html("Exercises", tables.of_report(report)),
    }
    if options.form:
        write(forms[options.form](), options.output)
    else:
        say(tables.on_screen(tables.of_report(report)))
    if not report["learner"]:
        sys.stderr.write("No name is in it: set LEARN_NAME (for manage.py, in .env), and repeat.\n")


def write(text, path):
    """Write a text to a file, or to standard output."""
    if path:
        Path(path).write_text(text, encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(text)


def run_class(options, progress):
    """Show all reports of a directory; the status is 1 if one is missing or cannot be read."""
    directory = Path(options.directory)
    if not directory.is_dir():
        raise LookupError(f"There is no directory {options.directory}.")
    found, problems = classes.read(directory)
    if not found and not problems:
        patterns = " nor ".join(classes.PATTERNS)
        raise LookupError(f"There is no report in {options.directory}: neither {patterns}.")
    if options.csv:
        write("\ufeff" + classes.as_csv(found), options.csv)  # else Excel does not see UTF-8
    if options.html:
        write(tables.as_html("Class", *tables.of_class(found)), options.html)
    for table in tables.of_class(found):
        say(tables.on_screen(table))
        say()
    for problem in problems:
        say(f"[red]✗[/] {escape(problem)}")
    return 1 if problems else 0


def run_kit(options, progress):
    """Make a folder for a room without internet."""
    kit.make(Path(options.directory), options.exam, options.platform, options.python_version)
    say_plainly(f"{options.directory} is ready: README.md in it says what to type on each machine.")


def run_verify(options, progress):
    """Test the exercises themselves; the status is 1 if one has a fault."""
    exercises = [find(options.exercise)] if options.exercise else track()
    results = verify(exercises)
    for name, found in results.items():
        say(f"{'[red]✗ fault[/]' if found else '[green]✓ ok[/]   '} {name}")
        for fault in found:
            say(f"      {fault}", markup=False)
    return 1 if any(results.values()) else 0
