"""
The command `learn`: exercises about this project, checked on this machine.

It needs no working site: neither settings nor models are imported here.
"""

import argparse
import difflib
import sys

from .grading import grade
from .progress import Progress
from .screen import say, show_exercise, show_file, show_grade, show_list, show_text, shown
from .track import COMMAND, find, track
from .verification import verify
from .watching import watch


def main(arguments=None, program="learn"):
    """Run one command, and return the status that the process ends with."""
    options = parser(program).parse_args(arguments)
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    try:
        return options.run(options, Progress()) or 0
    except LookupError as problem:
        say(f"[red]{problem.args[0]}[/]")
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
    for function, text, *names in COMMANDS:
        command = commands.add_parser(
            function.__name__.removeprefix("run_"), help=text, description=text
        )
        command.set_defaults(run=function)
        for name in names:
            ARGUMENTS[name](command)
    return top


def chosen(options, progress):
    """Return the exercise that was named, else the current one; LookupError if all are done."""
    exercise = find(options.exercise) if getattr(options, "exercise", None) else progress.current()
    if exercise is None:
        raise LookupError(f"All exercises are done. `{COMMAND} report` says what you did.")
    progress.begin(exercise)
    return exercise


def show_status(options, progress):
    """Show where the learner is, and what to do next."""
    show_exercise(chosen(options, progress), progress, track())


def run_check(options, progress):
    """Check one exercise, or all that were begun; the status is 1 if one fails."""
    begun = [item for item in track() if progress.work(item).is_dir()]
    passed = []
    for exercise in begun if options.all else [chosen(options, progress)]:
        result = grade(exercise, progress.work(exercise))
        progress.record(exercise, result)
        say(f"[bold]{exercise.name}[/]")
        show_grade(exercise, result, progress.of(exercise)["hints"])
        passed.append(result.passed)
    return 0 if all(passed) else 1


def run_watch(options, progress):
    """Check after each change."""
    watch(progress)
    say(f"\n[bold green]All exercises are done.[/] `{COMMAND} report` says what you did.")


def run_hint(options, progress):
    """Show one more hint."""
    exercise = chosen(options, progress)
    hints = progress.hint(exercise)
    for number, hint in enumerate(hints, 1):
        say(f"{number}. {hint}", markup=False)
    say(f"[dim]{len(exercise.hints) - len(hints)} more[/]")


def run_diff(options, progress):
    """Show what the learner changed."""
    exercise = chosen(options, progress)
    for name in exercise.files:
        paths = [exercise.start / name, progress.work(exercise) / name]
        texts = [
            path.read_text("utf-8").splitlines(True) if path.is_file() else [] for path in paths
        ]
        lines = difflib.unified_diff(*texts, f"start/{name}", shown(paths[1]))
        say("".join(lines), markup=False, soft_wrap=True)


def run_reset(options, progress):
    """Start an exercise again; the version so far is kept."""
    exercise = chosen(options, progress)
    kept = progress.reset(exercise)
    say(f"{exercise.name} is as at the start. Your version is in {shown(kept)}.")


def run_solution(options, progress):
    """Show the solution after a pass, or after giving up, which the report mentions."""
    exercise = find(options.exercise) if options.exercise else last_done(progress)
    if not (exercise.directory / "solution").is_dir():
        raise LookupError("There are no solutions here: this is an exam.")
    if not progress.is_done(exercise):
        if not options.give_up:
            raise LookupError(
                f"{exercise.name} has not passed yet. Type `{COMMAND} hint {exercise.name}`, or "
                f"`{COMMAND} solution {exercise.name} --give-up`; the report will mention it."
            )
        progress.give_up(exercise)
    for name in exercise.files:
        if (exercise.directory / "solution" / name).is_file():
            show_file(name, (exercise.directory / "solution" / name).read_text("utf-8"))
    show_text(exercise.why)


def last_done(progress):
    """Return the exercise that passed last."""
    done = [item for item in track() if progress.is_done(item)]
    if not done:
        raise LookupError(f"No exercise has passed yet: name one, as in `{COMMAND} solution orm2`.")
    return max(done, key=lambda exercise: progress.of(exercise)["done"])


def run_skip(options, progress):
    """Go on to the next exercise."""
    exercise = progress.skip(chosen(options, progress))
    if exercise:
        progress.begin(exercise)
        show_exercise(exercise, progress, track())


def run_list(options, progress):
    """Show all exercises."""
    show_list(progress, track())


def run_verify(options, progress):
    """Test the exercises themselves; the status is 1 if one has a fault."""
    exercises = [find(options.exercise)] if options.exercise else track()
    results = verify(exercises)
    for name, found in results.items():
        say(f"{'[red]fault[/]' if found else '[green]ok[/]   '} {name}")
        for fault in found:
            say(f"      {fault}", markup=False)
    return 1 if any(results.values()) else 0


ARGUMENTS = {
    "exercise": lambda command: command.add_argument(
        "exercise", nargs="?", help="its name; else the current one"
    ),
    "all": lambda command: command.add_argument(
        "--all", action="store_true", help="all that were begun"
    ),
    "give_up": lambda command: command.add_argument(
        "--give-up", action="store_true", help="before it has passed"
    ),
}

COMMANDS = [
    (run_check, "check an exercise", "exercise", "all"),
    (run_watch, "check after each change, and go on when it passes"),
    (run_hint, "show one more hint", "exercise"),
    (run_diff, "show what you changed", "exercise"),
    (run_reset, "start again; your version is kept", "exercise"),
    (run_solution, "show the solution, and why", "exercise", "give_up"),
    (run_skip, "go on to the next exercise", "exercise"),
    (run_list, "show all exercises"),
    (run_verify, "test the exercises themselves", "exercise"),
]
