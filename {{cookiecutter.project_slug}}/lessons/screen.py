"""What a learner sees in the terminal: plain text where it is piped, no colour with NO_COLOR."""

import os
import sys

from rich.console import Console
from rich.markdown import Markdown
from rich.markup import escape
from rich.padding import Padding
from rich.syntax import Syntax
from rich.table import Table
from rich.theme import Theme

from .track import COMMAND, PROJECT, shown

PIPED_WIDTH = 100

console = Console(
    highlight=False,
    theme=Theme({"markdown.code": "bold"}),  # readable on light and on dark terminals
    color_system=None if os.environ.get("NO_COLOR") else "auto",
    width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPED_WIDTH,
)


def say(text="", **options):
    """Print a line; square brackets in it are markup."""
    console.print(text, **options)


def say_plainly(text):
    """Print a text as it is, however long its lines are."""
    say(text, markup=False, soft_wrap=True)


def show_text(text):
    """Print some paragraphs of Markdown."""
    say(Padding(Markdown(text.strip(), code_theme="ansi_light"), (1, 2)))


def bar(done, total, width=24):
    """Return how many exercises are done, as a bar and in figures."""
    full = done * width // total if total else 0
    return f"[green]{'█' * full}[/]{'░' * (width - full)} {done} of {total}"


def show_exercise(exercise, progress, exercises):
    """Print what to do: where to write, what to read, and what to type next."""
    done = sum(map(progress.is_done, exercises))
    say(bar(done, len(exercises)))
    about = f"{exercise.name} · {exercise.area_title} · about {exercise.minutes} minutes"
    say(f"\n[bold]{escape(exercise.title)}[/]")
    say(f"[dim]{about}[/]")
    show_text(exercise.task)
    rows = [("write", linked(progress.work(exercise) / name)) for name in exercise.files]
    rows += [
        ("read", linked(PROJECT / exercise.read)),
        ("", f"[link={exercise.docs_url}]{exercise.docs_url}[/]"),
        ("then", f"[bold]{COMMAND} check[/]"),
        ("or", f"[bold]{COMMAND} watch[/] (a check after each change)"),
        ("stuck", f"[bold]{COMMAND} hint[/]"),
    ]
    for label, text in rows:
        say(f"  {label:5}  {text}", soft_wrap=True)  # An address that is cut cannot be copied.


def show_grade(exercise, grade, hints_used):
    """Print what each check found, in words."""
    rows = Table.grid(padding=(0, 2))
    rows.add_column(no_wrap=True)
    rows.add_column(overflow="fold")
    for check in grade.checks:
        mark = "[green]✓ pass[/]" if check.passed else "[red]✗ fail[/]"
        rows.add_row(f"  {mark}", f"[bold]{escape(check.name)}[/]")
        if not check.passed:
            where = f" [dim]({escape(check.place)})[/]" if check.place else ""
            rows.add_row("", escape(check.message) + where)
    say(rows)
    if grade.passed:
        say(f"\n[bold green]{escape(exercise.title)}: passed.[/] [dim]{grade.seconds} s[/]")
        if exercise.has_solution:
            say(f"A solution, and why: [bold]{COMMAND} solution {exercise.name}[/]")
    else:
        left = len(exercise.hints) - hints_used
        say(f"\nNot yet. [dim]{grade.seconds} s[/]")
        show_help(exercise, left)


def show_help(exercise, left):
    """Print what a learner who is stuck can type."""
    if left:
        say(f"Hints left: {left} ([bold]{COMMAND} hint[/])")
        return
    say(f"No hint is left. Go on, and come back: [bold]{COMMAND} skip[/]")
    if exercise.has_solution:
        command = f"{COMMAND} solution {exercise.name} --give-up"
        say(f"A solution, which the report mentions: [bold]{command}[/]", soft_wrap=True)


def show_list(progress, exercises):
    """Print all exercises, area by area, with what became of them."""
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    for _ in range(3):
        table.add_column(no_wrap=True)
    table.add_column()
    current, area = progress.current(exercises), None
    for exercise in exercises:
        if area != (area := exercise.area):
            table.add_row("", "", "", f"[bold]{exercise.area_title}[/]")
        mark = "[green]✓[/]" if progress.is_done(exercise) else "→" if exercise == current else "·"
        star = " [yellow]★[/]" if exercise.taster else ""
        minutes = f"{exercise.minutes:2} min"
        table.add_row(mark, exercise.name, minutes, f"{escape(exercise.title)}{star}")
    say(table)
    say("\n✓ done   → now   · open   ★ on the short path")
    say(f"Go to one: [bold]{COMMAND} go {exercises[-1].name}[/]")
    say(f"Along the short path: [bold]{COMMAND} go --short[/]")


def show_file(path, text):
    """Print a file with the colours of its language."""
    say(f"\n[dim]{path}[/]")
    lexer = Syntax.guess_lexer(str(path), text)
    code = Syntax(
        text.rstrip(), lexer, theme="ansi_light", background_color="default", word_wrap=True
    )
    say(code)


def linked(path):
    """Return a path that a terminal may open."""
    return f"[link={path.resolve().as_uri()}]{escape(shown(path))}[/]"
