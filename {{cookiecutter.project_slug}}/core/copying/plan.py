"""Refuse what cannot be copied before anything is written."""

from django.core.management import CommandError
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from . import inspection, progress, tables
from .places import SOURCE, TARGET


def check_migrations():
    """Refuse a source whose tables are not those of this code."""
    executor = MigrationExecutor(connections[SOURCE])
    loader = executor.loader
    pending = [migration for migration, _ in executor.migration_plan(loader.graph.leaf_nodes())]
    if pending:
        raise CommandError(
            f"SOURCE lacks {len(pending)} migrations, such as {pending[0]}. "
            "Set DATABASE_URL to SOURCE, and type: uv run manage.py migrate"
        )
    unknown = sorted(set(loader.applied_migrations or ()) - set(loader.disk_migrations or ()))
    if unknown:
        raise CommandError(
            f"SOURCE has migrations that this code does not: {dotted(unknown)}. "
            "Use the code that made them, or type: uv run manage.py migrate APP --prune"
        )


def dotted(migrations):
    """Return the names of migrations as people write them."""
    return ", ".join(f"{app}.{name}" for app, name in migrations)


def check_target(what):
    """Refuse a target that has rows, unless they come from an unfinished copy of the same."""
    connection = connections[TARGET]
    if connection.connection is None and connection.vendor == "sqlite":
        return  # The file does not exist yet.
    check_encoding(connection)
    copy = progress.begun()
    if copy and copy.last_key != what:
        raise CommandError(
            f"TARGET holds an unfinished copy of {copy.last_key}, and this is one of {what}. "
            "Finish the first, or name an empty database."
        )
    filled = [] if copy else tables.tables_with_rows(TARGET)
    if filled:
        raise CommandError(
            f"TARGET has rows in {shortened(filled)}, and nothing is replaced. "
            "Create an empty database, and do not migrate it: this command does."
        )


def check_encoding(connection):
    """Refuse a database that cannot hold the characters of all languages."""
    question = {
        "postgresql": ("SHOW server_encoding", "UTF8", "ENCODING 'UTF8' TEMPLATE template0"),
        "mysql": ("SELECT @@character_set_database", "utf8mb4", "CHARACTER SET utf8mb4"),
    }
    if connection.vendor not in question:
        return
    sql, wanted, option = question[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(sql)
        found = cursor.fetchone()[0]
    if found != wanted:
        raise CommandError(
            f"TARGET has the encoding {found}, which lacks most characters. "
            f"Create it again with: CREATE DATABASE name {option}"
        )


def shortened(names):
    """Return at most five names."""
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def check_everything(models, without, new_bar):
    """Name all tables and values that cannot be copied at once; return the checksums."""
    absent = sorted(set(without) - {*connections[SOURCE].introspection.table_names()})
    problems = [f"--without {name}: SOURCE has no table of this name." for name in absent]
    problems += [
        f"The table {name} belongs to no model of this code. To leave it out: --without {name}"
        for name in tables.unknown_tables(SOURCE, without)
    ]
    checksums, found = inspection.inspect(models, new_bar)
    problems += found
    if problems:
        raise CommandError(
            "\n  ".join(
                ["Nothing is copied, because TARGET could not hold all of SOURCE.", *problems]
            )
            + "\nCorrect these in SOURCE, or leave whole tables out with --without TABLE."
        )
    return checksums
