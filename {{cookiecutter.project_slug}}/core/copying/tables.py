"""The tables of a database: which to copy, in which order, and which nobody knows."""

from django.apps import apps
from django.conf import settings
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from .progress import Progress


def all_models():
    """Return the models that have a table of their own, those between two others included."""
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if model._meta.managed and not model._meta.proxy]


def models_to_copy(without=()):
    """Return the models whose tables are copied: each after those that it refers to."""
    models = {model: None for model in all_models() if table(model) not in without}
    ordered: dict = {}
    for model in models:
        add_after_parents(model, models, ordered, set())
    return list(ordered)


def add_after_parents(model, models, ordered, waiting):
    """Put the model behind those that it refers to; a cycle is broken somewhere."""
    if model in ordered or model in waiting or model not in models:
        return
    waiting.add(model)
    for field in foreign_keys(model):
        add_after_parents(field.remote_field.model, models, ordered, waiting)
    ordered[model] = None


def foreign_keys(model):
    """Return the foreign keys that the database checks."""
    own = model._meta.local_concrete_fields
    return [field for field in own if field.remote_field and field.db_constraint]


def table(model):
    """Return the name of the model's table."""
    return model._meta.db_table


def is_known(name):
    """Return whether a table is there without being a model's: not copied, not missed."""
    others = {table(MigrationRecorder.Migration), "cache", *cache_tables()}
    return name in others or name.startswith(
        tuple(f"{table(model)}_search" for model in all_models())
    )


def cache_tables():
    """Return the tables of the caches that are in the database."""
    in_database = "django.core.cache.backends.db.DatabaseCache"
    caches = settings.CACHES.values()
    return {cache["LOCATION"] for cache in caches if cache["BACKEND"] == in_database}


def unknown_tables(alias, without):
    """Return the tables that belong to no model, and are not left out on purpose."""
    known = {*map(table, all_models()), *without}
    names = connections[alias].introspection.table_names()
    return sorted(name for name in names if name not in known and not is_known(name))


def tables_with_rows(alias):
    """Return the tables that are not empty, but for the one that keeps track of the copy."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        return sorted(
            name
            for name in connection.introspection.table_names(cursor)
            if name != table(Progress) and has_rows(cursor, connection.ops.quote_name(name))
        )


def has_rows(cursor, quoted_name):
    """Return whether the table has a row."""
    cursor.execute(f"SELECT 1 FROM {quoted_name} LIMIT 1")  # noqa: S608
    return cursor.fetchone() is not None
