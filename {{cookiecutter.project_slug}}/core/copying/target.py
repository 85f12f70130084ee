"""Make the tables of the target, take its foreign keys away while rows come in, and back."""

import copy
from contextlib import contextmanager

from django.core.management import CommandError, call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connections, router

from . import progress, tables
from .places import TARGET


class ToTarget:
    """A router for migrations that do not say which database they mean."""

    def db_for_read(self, model, **hints):
        """Return the alias of the target."""
        return TARGET

    db_for_write = db_for_read


def prepare(what):
    """Make all tables and leave them empty, unless an earlier run has done so."""
    copy_begun = progress.begun()
    if copy_begun and copy_begun.rows:
        return
    if not copy_begun:
        progress.begin(what)
    elif not connections[TARGET].features.can_rollback_ddl:
        drop_tables()  # A migration that was stopped half-way cannot go on.
    migrate()
    empty()
    progress.let_rows_in()


def migrate():
    """Run all migrations on the target, whatever database they believe to be on."""
    router.routers.insert(0, ToTarget())
    try:
        call_command("migrate", database=TARGET, verbosity=0, interactive=False)
    except DatabaseError as error:
        raise CommandError(
            f"TARGET cannot be migrated: {' '.join(str(error).split())}. "
            "Create an empty database, and run the command again."
        ) from None
    finally:
        del router.routers[0]


def drop_tables():
    """Drop what an earlier run of the migrations has made in the empty target."""
    connection = connections[TARGET]
    mine = progress.Progress._meta.db_table
    with connection.constraint_checks_disabled(), connection.schema_editor() as editor:
        for name in connection.introspection.table_names():
            if name != mine:
                editor.execute(editor.sql_delete_table % {"table": editor.quote_name(name)})


def empty():
    """Delete the rows that migrations have made: the source has its own."""
    connection = connections[TARGET]
    names = [tables.table(model) for model in tables.all_models()]
    with connection.constraint_checks_disabled():
        statements = connection.ops.sql_flush(no_style(), names, reset_sequences=True)
        connection.ops.execute_sql_flush(statements)


@contextmanager
def unchecked(models):
    """
    Let rows come in any order: foreign keys are checked at the end, which is faster, too.

    PostgreSQL cannot switch them off without a superuser, so there they are dropped.
    """
    connection = connections[TARGET]
    switched_off = connection.disable_constraint_checking()
    if not switched_off:
        drop_foreign_keys(models)
    try:
        yield
    finally:
        if switched_off:
            connection.enable_constraint_checking()
    if not switched_off:
        restore_foreign_keys(models)


def drop_foreign_keys(models):
    """Drop the foreign keys of the tables; again, where an earlier run was stopped."""
    with connections[TARGET].schema_editor() as editor:
        for model, field in checked_fields(models):
            editor.alter_field(model, field, without_constraint(field))


def restore_foreign_keys(models):
    """Make and check the foreign keys that drop_foreign_keys() has dropped."""
    with connections[TARGET].schema_editor() as editor:
        for model, field in checked_fields(models):
            editor.alter_field(model, field, without_constraint(field))
            editor.alter_field(model, without_constraint(field), field)


def checked_fields(models):
    """Return all foreign keys with their models."""
    return [(model, field) for model in models for field in tables.foreign_keys(model)]


def without_constraint(field):
    """Return the same field, which the database does not check."""
    unchecked_field = copy.copy(field)
    unchecked_field.db_constraint = False
    return unchecked_field


def finish(models):
    """Check all foreign keys, and let new rows have the next keys; raise IntegrityError."""
    connection = connections[TARGET]
    connection.check_constraints([tables.table(model) for model in models])
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
