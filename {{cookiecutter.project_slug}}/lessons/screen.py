"""What a learner sees in the terminal: plain text where it is piped, no colour with NO_COLOR."""

from rich.console import Console
from rich.markdown import Markdown
from rich.markup import escape
from rich.padding import Padding
from rich.syntax import Syntax
from rich.table import Table

from .track import AREAS, COMMAND, PROJECT

console = Console(highlight=False)


def say(text="", **options):
    """Print a line; square brackets in it are markup."""
    console.print(text, **options)


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
    about = f"{exercise.name} · {AREAS[exercise.area]} · about {exercise.minutes} minutes"
    say(f"\n[bold]{escape(exercise.title)}[/]  [dim]{about}[/]")
    show_text(exercise.task)
    rows = Table.grid(padding=(0, 2))
    for name in exercise.files:
        rows.add_row("  write", shown(progress.work(exercise) / name))
    rows.add_row("  read", shown(PROJECT / exercise.read))
    rows.add_row("", exercise.docs_url)
    rows.add_row("  then", f"[bold]{COMMAND} check[/]")
    rows.add_row("", f"[bold]{COMMAND} watch[/] checks after each change")
    rows.add_row("  stuck", f"[bold]{COMMAND} hint[/]")
    say(rows)


def show_grade(exercise, grade, hints_used):
    """Print what each check found, in words."""
    for check in grade.checks:
        say(f"  {'[green]✓ pass[/]' if check.passed else '[red]✗ fail[/]'}  {escape(check.name)}")
        if not check.passed:
            where = f" [dim]({check.place})[/]" if check.place else ""
            say(Padding(escape(check.message) + where, (0, 2, 0, 10)))
    if grade.passed:
        say(f"\n[bold green]{escape(exercise.title)}: passed.[/] [dim]{grade.seconds} s[/]")
        say(f"A solution, and why: [bold]{COMMAND} solution {exercise.name}[/]")
    else:
        left = len(exercise.hints) - hints_used
        say(f"\nNot yet. [dim]{grade.seconds} s[/] Hints left: {left} ({COMMAND} hint)")


def show_list(progress, exercises):
    """Print all exercises, with what became of them."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in ("", "Exercise", "Minutes", "About"):
        table.add_column(
            title, no_wrap=title != "About", justify="right" if title == "Minutes" else "left"
        )
    current = progress.current(exercises)
    for exercise in exercises:
        mark = "[green]✓[/]" if progress.is_done(exercise) else "→" if exercise == current else "·"
        star = " [yellow]★[/]" if exercise.taster else ""
        about = f"{escape(exercise.title)}{star} [dim]{AREAS[exercise.area]}[/]"
        table.add_row(mark, exercise.name, str(exercise.minutes), about)
    say(table)
    say("\n✓ done   → now   ★ on the short path")


def show_file(path, text):
    """Print a file with the colours of its language."""
    say(f"\n[dim]{path}[/]")
    say(Syntax(text.rstrip(), Syntax.guess_lexer(str(path), text), background_color="default"))


def shown(path):
    """Return a path as it is typed in the directory of the project."""
    return path.relative_to(PROJECT).as_posix() if path.is_relative_to(PROJECT) else str(path)
