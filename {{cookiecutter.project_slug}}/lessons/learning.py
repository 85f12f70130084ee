"""The commands for learners."""

import difflib

from .grading import grade
from .screen import (
    say,
    say_plainly,
    show_exercise,
    show_file,
    show_grade,
    show_help,
    show_list,
    show_text,
)
from .track import COMMAND, find, shown, track
from .watching import watch


def chosen(options, progress):
    """Return the exercise that was named, else the current one; LookupError if all are done."""
    exercise = find(options.exercise) if getattr(options, "exercise", None) else progress.current()
    if exercise is None:
        raise LookupError(f"All exercises are done: name one, as `{COMMAND} list` shows them.")
    progress.begin(exercise)
    return exercise


def show_status(options, progress):
    """Show where the learner is, and what to do next."""
    if getattr(options, "exercise", None) or progress.current():
        show_exercise(chosen(options, progress), progress, track())
    else:
        show_end()


def show_end():
    """Say that all is done."""
    say(f"\n[bold green]All exercises are done.[/] `{COMMAND} report` says what you did.")


def run_check(options, progress):
    """Check one exercise, or all that were begun; the status is 1 if one fails."""
    begun = [item for item in track() if progress.work(item).is_dir()] if options.all else []
    passed = []
    for exercise in begun or [chosen(options, progress)]:
        result = grade(exercise, progress.work(exercise))
        progress.record(exercise, result)
        say(f"\n[bold]{exercise.name}[/]")
        show_grade(exercise, result, progress.of(exercise)["hints"])
        passed.append(result.passed)
    if len(passed) == 1 and passed[0] and progress.current():
        say(f"What is next: [bold]{COMMAND}[/]")
    return 0 if all(passed) else 1


def run_watch(options, progress):
    """Check after each change."""
    watch(progress)
    show_end()


def run_hint(options, progress):
    """Show one more hint."""
    exercise = chosen(options, progress)
    hints = progress.hint(exercise)
    say()
    for number, hint in enumerate(hints, 1):
        say(f"{number}. {hint}", markup=False)
    show_help(exercise, len(exercise.hints) - len(hints))


def run_diff(options, progress):
    """Show what the learner changed."""
    exercise = chosen(options, progress)
    for name in exercise.files:
        before, after = exercise.start / name, progress.work(exercise) / name
        names = f"start/{name}", shown(after)
        lines = difflib.unified_diff(lines_of(before), lines_of(after), *names, lineterm="")
        say_plainly("\n".join(lines) or f"{shown(after)} is as at the start.")


def lines_of(path):
    """Return the lines of a file; none where it was deleted."""
    return path.read_text("utf-8", errors="replace").splitlines() if path.is_file() else []


def run_reset(options, progress):
    """Start an exercise again; the version so far is kept."""
    exercise = find(options.exercise) if options.exercise else progress.current()
    kept = progress.reset(exercise) if exercise else None
    if kept is None:
        raise LookupError(f"Nothing was begun: `{COMMAND} list` shows all exercises.")
    say_plainly(f"{exercise.name} is as at the start. Your version is in {shown(kept)}.")


def run_solution(options, progress):
    """Show the solution after a pass, or after giving up, which the report mentions."""
    exercise = find(options.exercise) if options.exercise else last_done(progress)
    if not exercise.has_solution:
        raise LookupError("There are no solutions here: this is an exam.")
    if not progress.is_done(exercise):
        if not options.give_up:
            raise LookupError(
                f"{exercise.name} has not passed yet. Type `{COMMAND} hint {exercise.name}`, or "
                f"`{COMMAND} solution {exercise.name} --give-up`; the report will mention it."
            )
        progress.give_up(exercise)
    for name, text in exercise.solution.items():
        show_file(name, text)
    show_text(exercise.why)


def last_done(progress):
    """Return the exercise that passed last."""
    done = [item for item in track() if progress.is_done(item)]
    if not done:
        raise LookupError(f"No exercise has passed yet: name one, as in `{COMMAND} solution orm2`.")
    return max(done, key=lambda exercise: progress.of(exercise)["done"])


def run_go(options, progress):
    """Go to the exercise that was named, or choose the short path or all, and show what is next."""
    if options.short or options.all:
        progress.choose_path(options.short)
    show_status(options, progress)


def run_skip(options, progress):
    """Go on to the next exercise."""
    exercise = progress.skip(chosen(options, progress))
    if exercise is None:
        raise LookupError("This is the last exercise that is open.")
    progress.begin(exercise)
    show_exercise(exercise, progress, track())


def run_list(options, progress):
    """Show all exercises."""
    show_list(progress, track())
