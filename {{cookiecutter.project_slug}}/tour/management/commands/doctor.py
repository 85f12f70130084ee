import platform
import shutil
import sqlite3
import sys

from django.conf import settings
from django.core.management import BaseCommand
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from core.management.commands.demo import is_free
from tour.pages.scalability import process
from tour.troubles import name_of, trouble_with


class Command(BaseCommand):
    """Find out why the project does not run on this machine."""

    help = "Check this machine: one line a check, with what to do where it fails."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, help="port of the server")

    def handle(self, *, port, **options):
        checks = [python(), sqlite(), env_file(), disk(), free_port(port)]
        checks += [database(), migrations(), queue()]
        for passed, found, advice in checks:
            mark = self.style.SUCCESS("ok   ") if passed else self.style.ERROR("fail ")
            self.stdout.write(mark + found + ("" if passed else f" {advice}"))
        if not all(passed for passed, _, _ in checks):
            sys.exit(1)


# Each check returns whether it passed, what it found, and what to do if it did not pass.


def python():
    """Check that this Python is one that Django 6.1 is tested with."""
    tested = sys.version_info[:2] in {(3, 12), (3, 13), (3, 14)}
    advice = "Django 6.1 is tested with 3.12 to 3.14. Type: uv python pin 3.13"
    return tested, f"Python is {platform.python_version()}.", advice


def sqlite():
    """Check that SQLite is as new as Django 6.1 asks for."""
    new_enough = sqlite3.sqlite_version_info >= (3, 37)
    advice = "Django needs 3.37. Type: uv python install 3.13, which brings a newer one."
    return new_enough, f"SQLite is {sqlite3.sqlite_version}.", advice


def env_file():
    """Check that the settings of this machine are in .env, and that only its owner reads it."""
    path = settings.BASE_DIR / ".env"
    if not path.is_file():
        return True, ".env is not there: the environment alone sets the variables.", ""
    private = sys.platform == "win32" or not path.stat().st_mode & 0o077
    found = ".env is private." if private else ".env can be read by other users."
    return private, found, "Type: chmod 600 .env"


def disk():
    """Check that the disk has room for uploads and the database."""
    free_megabytes = shutil.disk_usage(settings.BASE_DIR).free // 2**20
    return free_megabytes >= 200, f"The disk has {free_megabytes} MB free.", "Make room: 200 MB."


def free_port(port):
    """Check that the development server can listen."""
    advice = f"If not, use another one. Type: uv run manage.py demo {port + 1}"
    if is_free(port):
        return True, f"Port {port} is free.", advice
    return False, f"Port {port} is taken. If this site is running there, all is well.", advice


def database():
    """Check that the database answers."""
    if trouble := trouble_with(connection):
        return False, *trouble
    return True, f"The {name_of(connection)} answers.", ""


def migrations():
    """Check that the tables are those that the code expects."""
    if trouble_with(connection):
        return False, "Migrations cannot be read.", "Make the database answer first."
    executor = MigrationExecutor(connection)
    number = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    found = f"{number} migrations are pending." if number else "No migration is pending."
    return not number, found, "Type: uv run manage.py migrate"


def queue():
    """Check that a worker runs the tasks that wait, if they go to a queue."""
    try:
        facts = process.queue()
    except DatabaseError:
        return False, "The queue cannot be read.", "Run: uv run manage.py migrate"
    if "workers" not in facts:
        return True, "Tasks run in the process that enqueues them.", ""
    found = f"Waiting tasks: {facts['waiting']}. Workers: {facts['workers']}."
    return facts["workers"] > 0 or not facts["waiting"], found, "Run: uv run manage.py worker"
