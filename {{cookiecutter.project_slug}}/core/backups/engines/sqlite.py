import sqlite3
from contextlib import contextmanager

from django.core.management import CommandError
from django.db import connection

from core import backups


class SQLite:
    """SQLite copies its own file, while others write to it: https://sqlite.org/lang_vacuum.html."""

    FILE = "db.sqlite3"

    def dump(self, directory):
        """Write the database into a file, as it is at one moment, and return rows by table."""
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(directory / self.FILE)])
        with opened(directory / self.FILE) as dump:
            tables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            return {name: count(dump, name) for (name,) in dump.execute(tables).fetchall()}

    def check(self, directory):
        """Raise CommandError unless SQLite finds the file sound."""
        with opened(directory / self.FILE) as dump:
            (result,) = dump.execute("PRAGMA integrity_check").fetchone()
        if result != "ok":
            raise CommandError(f"The database is damaged: {result}. Restore an earlier backup.")

    def load(self, directory):
        """
        Replace the database in one transaction: other processes see the old or the new one.

        If a file were renamed into its place, a process that has the old one open would go on
        with that, and what it writes would be lost.
        https://sqlite.org/howtocorrupt.html#unlinking_or_renaming_a_database_file_while_in_use
        """
        connection.close()
        name = connection.settings_dict["NAME"]
        with opened(directory / self.FILE) as dump, opened(name) as database:
            dump.backup(database, progress=stop_if_locked)


@contextmanager
def opened(path):
    """Give a connection to a file, with the functions that Django adds, such as REGEXP."""
    other = connection.copy()
    other.settings_dict.update(NAME=str(path), OPTIONS={"timeout": backups.LOCK_SECONDS})
    other.ensure_connection()
    try:
        yield other.connection
    finally:
        other.close()


def count(dump, table):
    """Return the number of rows of a table."""
    name = connection.ops.quote_name(table)
    return dump.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608


def stop_if_locked(status, remaining, total):
    """Raise CommandError where Python would try for ever."""
    if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        raise CommandError("The database is in use. Stop the site and its workers first.")
