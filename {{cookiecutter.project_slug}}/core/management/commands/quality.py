import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.management import BaseCommand

from core.apps import own_apps

FIX = "Type: uv run manage.py quality --fix"
GROUPS = {"ruff": "lint", "djade": "lint", "mypy": "types"}  # of pyproject.toml


class Check(NamedTuple):
    """A command that looks for mistakes, what to do then, and a command that mends some."""

    look: str
    advice: str
    mend: str = ""


# .pre-commit-config.yaml and the workflow ask for them by these names.
CHECKS = {
    "lint": Check("ruff check", f"{FIX}; then change what is left.", "ruff check --fix"),
    "format": Check("ruff format --check", FIX, "ruff format"),
    "templates": Check("djade --check", FIX, "djade"),
    "types": Check("mypy .", "Change the lines that are named below."),
    "settings": Check("manage.py check --fail-level WARNING", "Do what is said below."),
    "migrations": Check(
        "manage.py makemigrations --check --dry-run", "Type: uv run manage.py makemigrations"
    ),
}


class Command(BaseCommand):
    """Find out what a reviewer, or the workflow on GitHub, would send back."""

    help = "Check code, format, templates, types, settings and migrations: one line a check."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("checks", nargs="*", choices=CHECKS, help="these alone; without, all")
        parser.add_argument("--fix", action="store_true", help="first mend what a program can mend")

    def handle(self, *, checks, fix, **options):
        names = checks or [*CHECKS]
        if fix:  # One after the other: they change the same files.
            for command in filter(None, [CHECKS[name].mend for name in names]):
                run(command)
        with ThreadPoolExecutor() as pool:
            looks = pool.map(run, [CHECKS[name].look for name in names])
            results = dict(zip(names, looks, strict=True))
        for name, (passed, _) in results.items():
            mark = self.style.SUCCESS("ok   ") if passed else self.style.ERROR("fail ")
            self.stdout.write(mark + (name if passed else f"{name:<12}{CHECKS[name].advice}"))
        failures = {name: said for name, (passed, said) in results.items() if not passed}
        for name, said in failures.items():
            self.stdout.write(f"\n{name}:\n{said}")
        if failures:
            sys.exit(1)


def run(command):
    """Run a command on the whole project; return whether it went well, and what it printed."""
    program, *arguments = command.split()
    if program == "djade":
        arguments += ["--target-version", "6.1", *templates()]
    try:
        done = subprocess.run(  # noqa: S603
            [*start_of(program), *arguments],
            cwd=settings.BASE_DIR,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except FileNotFoundError:
        return False, f"{program} is not installed. Type: uv sync --group {GROUPS[program]}\n"
    return done.returncode == 0, done.stdout


def start_of(program):
    """Return how a command begins: with the program, or with uv, which fetches it."""
    if program == "manage.py":
        return [sys.executable, program]
    try:  # not on the PATH: uv runs this in layers of environments
        installed = files(program) or []
    except PackageNotFoundError:
        return ["uv", "run", "--group", GROUPS[program], program]
    names = {program, f"{program}.exe"}
    return [str(next(path.locate() for path in installed if path.name in names))]


def templates():
    """Return the paths of the templates of this project's apps."""
    paths = [path for app in own_apps() for path in sorted(Path(app.path).rglob("*.html"))]
    return [str(path.relative_to(settings.BASE_DIR)) for path in paths]
