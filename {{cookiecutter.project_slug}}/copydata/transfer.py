"""Make the tables of the target, and copy the rows: a page and its progress in one transaction."""

import copy
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.core.management.color import no_style
from django.db import Error, connections, router, transaction
from django.db.models.sql import InsertQuery

from .connections import SOURCE, TARGET, execute, one_line
from .rows import get_fields, get_last_key, read_pages

# What Django, a driver or a database raises for a value that it does not take.
REFUSALS = (ArithmeticError, Error, TypeError, ValidationError, ValueError)


# For migrations that do not say which database they mean.
TO_TARGET = SimpleNamespace(
    db_for_read=lambda model, **hints: TARGET, db_for_write=lambda model, **hints: TARGET
)


def get_progress(table):
    """Return the last key that was copied of a table, as text, or None."""
    rows = execute(TARGET, "SELECT last_key FROM copydata_progress WHERE name = %s", [table])
    return rows[0][0] if rows else None


def set_progress(table, key):
    """Remember that a table is copied up to this key; the name of the source is that of ""."""
    execute(TARGET, "DELETE FROM copydata_progress WHERE name = %s", [table])
    execute(TARGET, "INSERT INTO copydata_progress VALUES (%s, %s)", [table, key])


def get_source_name():
    """Return the name of the source whose copy has begun and is not done, or None."""
    names = connections[TARGET].introspection.table_names()
    return get_progress("") if "copydata_progress" in names else None


def make_tables(models, source_name):
    """Make all tables and leave them empty, unless an earlier run has done so."""
    if get_source_name():
        return
    connection = connections[TARGET]
    migrate()
    with connection.constraint_checks_disabled():  # The source has rows of migrations, too.
        tables = [model._meta.db_table for model in models]
        statements = connection.ops.sql_flush(no_style(), tables, reset_sequences=True)
        connection.ops.execute_sql_flush(statements)
    execute(TARGET, "CREATE TABLE copydata_progress (name varchar(100) PRIMARY KEY, last_key text)")
    set_progress("", source_name)


def migrate():
    """Run all migrations on the target, whatever database they believe to be on."""
    router.routers.insert(0, TO_TARGET)
    try:
        call_command("migrate", database=TARGET, verbosity=0, interactive=False)
    except Error as error:
        raise CommandError(
            f"TARGET cannot be migrated: {one_line(error)}. "
            "Create an empty database, and run the command again."
        ) from None
    finally:
        del router.routers[0]


def copy_rows(models, show):
    """Copy the rows that an earlier run has not, in any order: foreign keys are not checked."""
    connection = connections[TARGET]
    if connection.vendor == "postgresql":  # It cannot switch them off without a superuser.
        alter_foreign_keys(models, are_checked=False)
    with connection.constraint_checks_disabled():
        for model in models:
            last_key = get_progress(model._meta.db_table)
            after = None if last_key is None else model._meta.pk.to_python(last_key)
            rows = 0
            for page in read_pages(model, SOURCE, after):
                copy_page(model, page)
                rows += len(page)
                show("Copying", model, rows)


def copy_page(model, page):
    """Write rows, and that they are there; both or neither."""
    table, last_key = model._meta.db_table, get_last_key(model, page)
    try:
        with transaction.atomic(using=TARGET):
            insert(model, page)
            set_progress(table, str(last_key))
    except REFUSALS as error:
        raise CommandError(
            f"TARGET refuses a row of {table} among those up to the key {last_key}: "
            f"{one_line(error)}. Correct it in SOURCE and run the command again, "
            "which continues there; if SOURCE has changed, begin with an empty TARGET."
        ) from None


def insert(model, page):
    """Write rows with their keys and times; no signal is sent, and no file touched."""
    fields = get_fields(model)
    names = [field.attname for field in fields]
    objects = [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in page]
    size = connections[TARGET].ops.bulk_batch_size(fields, objects)
    for start in range(0, len(objects), size):
        query: Any = InsertQuery(model)
        query.insert_values(fields, objects[start : start + size], raw=True)
        query.get_compiler(TARGET).execute_sql()


def alter_foreign_keys(models, are_checked):
    """Drop the foreign keys of the tables, and make them again if they are to be checked."""
    with connections[TARGET].schema_editor() as editor:
        for model in models:
            for field in model._meta.local_concrete_fields:
                if field.remote_field and field.db_constraint:
                    unchecked = copy.copy(field)
                    unchecked.db_constraint = False
                    editor.alter_field(model, field, unchecked)
                    if are_checked:
                        editor.alter_field(model, unchecked, field)


def finish(models):
    """Check foreign keys, let new rows have the next keys, and forget the progress."""
    connection = connections[TARGET]
    if connection.vendor == "postgresql":
        alter_foreign_keys(models, are_checked=True)
    for statement in connection.ops.sequence_reset_sql(no_style(), models):
        execute(TARGET, statement)
    execute(TARGET, "DROP TABLE copydata_progress")
