"""
The command `learn`: exercises about this project, checked on this machine.

It needs no working site: neither settings nor models are imported here.
"""

import argparse
import io
import sys

from .kit import PLATFORMS
from .learning import (
    run_check,
    run_diff,
    run_go,
    run_hint,
    run_list,
    run_reset,
    run_skip,
    run_solution,
    run_watch,
    show_status,
)
from .progress import Progress
from .screen import escape, say
from .teaching import run_class, run_kit, run_report, run_verify


def main(arguments=None, program="learn"):
    """Run one command, and return the status that the process ends with."""
    options = parser(program).parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):  # Windows has other encodings for pipes
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    try:
        return options.run(options, Progress()) or 0
    except (LookupError, OSError) as problem:
        say(f"[red]{escape(str(problem.args[0] if len(problem.args) == 1 else problem))}[/]")
        return 2
    except KeyboardInterrupt:
        say()
        return 130


def parser(program):
    """Return the parser of all commands."""
    description = (
        "Exercises about this project. Without a command: where you are, and what is next."
    )
    top = argparse.ArgumentParser(prog=program, description=description)
    top.set_defaults(run=show_status)
    commands = top.add_subparsers(metavar="command")
    for function, text, *arguments in COMMANDS:
        name = function.__name__.removeprefix("run_")
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=function)
        for add_arguments in arguments:
            add_arguments(command)
    return top


def exercise(command):
    """Add the name of an exercise."""
    command.add_argument("exercise", nargs="?", help="its name; else the current one")


def directory(command):
    """Add the name of a directory."""
    command.add_argument("directory")


def flag(name, text):
    """Return a function that adds an option without a value."""
    return lambda command: command.add_argument(name, action="store_true", help=text)


def path(command):
    """Add the two ways through the exercises."""
    paths = command.add_mutually_exclusive_group()
    paths.add_argument("--short", action="store_true", help="from now on, ★ first")
    paths.add_argument("--all", action="store_true", help="from now on, in their order")


def form(command):
    """Add the forms of a report, and the file for it."""
    forms = command.add_mutually_exclusive_group()
    for name in ("json", "junit", "html"):
        forms.add_argument(f"--{name}", dest="form", action="store_const", const=name)
    command.add_argument("--output", metavar="FILE", help="else standard output")


def files(command):
    """Add the files that the table of a class may be written to."""
    command.add_argument("--csv", metavar="FILE", help="write the table of learners")
    command.add_argument("--html", metavar="FILE", help="write a page with both tables")


def machines(command):
    """Add the machines that a kit is for."""
    command.add_argument("--platform", choices=PLATFORMS, help="else this one's")
    command.add_argument("--python-version", metavar="X.Y", help="else this one's")


COMMANDS: list[tuple] = [
    (run_check, "check an exercise", exercise, flag("--all", "all that were begun")),
    (run_watch, "check after each change, and go on when it passes"),
    (run_hint, "show one more hint", exercise),
    (run_diff, "show what you changed", exercise),
    (run_reset, "start again; your version is kept", exercise),
    (run_solution, "show the solution, and why", exercise, flag("--give-up", "before a pass")),
    (run_go, "go to an exercise, or along the short path", exercise, path),
    (run_skip, "go on to the next exercise", exercise),
    (run_list, "show all exercises"),
    (run_report, "grade all that was begun, and report", form),
    (run_class, "show the reports of a class", directory, files),
    (
        run_kit,
        "make a folder for a room without internet",
        directory,
        machines,
        flag("--exam", "without solutions"),
    ),
    (run_verify, "test the exercises themselves", exercise),
]
