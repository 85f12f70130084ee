"""Refuse what cannot be copied before anything is written."""

from django.apps import apps
from django.core.management import CommandError
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from . import transfer
from .connections import SOURCE, TARGET, execute


def get_models():
    """Return the models that have a table of their own, those between two others included."""
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if model._meta.managed and not model._meta.proxy]


def get_other_tables(models):
    """Return the tables of the source that are no model's, such as those of a cache."""
    known = {model._meta.db_table for model in (*models, MigrationRecorder.Migration)}
    if connections[SOURCE].vendor == "sqlite":  # A full-text index is kept in tables, too.
        inner = "SELECT name FROM pragma_table_list WHERE type IN ('virtual', 'shadow')"
        known |= {name for (name,) in execute(SOURCE, inner)}
    return sorted({*connections[SOURCE].introspection.table_names()} - known)


def check_migrations():
    """Refuse a source whose tables are not those of this code."""
    loader = (executor := MigrationExecutor(connections[SOURCE])).loader
    pending = [migration for migration, _ in executor.migration_plan(loader.graph.leaf_nodes())]
    if pending:
        raise CommandError(
            f"SOURCE lacks {len(pending)} migrations, such as {pending[0]}. "
            "Set DATABASE_URL to SOURCE, and run: uv run manage.py migrate"
        )
    unknown = sorted(set(loader.applied_migrations or ()) - set(loader.disk_migrations or ()))
    if unknown:
        raise CommandError(
            f"SOURCE has {len(unknown)} migrations that this code does not, such as "
            f"{'.'.join(unknown[0])}. "
            "Use the code that made them, or run: uv run manage.py migrate APP --prune"
        )


def check_target(source_name):
    """Refuse a target that has rows, unless they come from an unfinished copy of the same."""
    copied = transfer.get_source_name()
    if copied not in {None, source_name}:
        raise CommandError(
            f"TARGET holds an unfinished copy of {copied}, and this is one of {source_name}. "
            "Finish the first, or name an empty database."
        )
    if not copied and (filled := get_tables_with_rows()):
        raise CommandError(
            f"TARGET has rows in {len(filled)} tables, such as {filled[0]}; nothing is replaced. "
            "Create an empty database, and do not migrate it: this command does."
        )


def get_tables_with_rows():
    """Return the tables of the target that are not empty."""
    names = sorted(connections[TARGET].introspection.table_names())
    quote, query = connections[TARGET].ops.quote_name, "SELECT 1 FROM {} LIMIT 1"
    return [name for name in names if execute(TARGET, query.format(quote(name)))]
