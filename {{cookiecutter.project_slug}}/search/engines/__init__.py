"""
The full-text index of each database.

Search has statements that differ from database to database only here.
"""

from django.apps import apps

from core.apps import declared_fields

from .base import MAX_HITS
from .mariadb import MariaDBIndex
from .postgresql import PostgreSQLIndex
from .sqlite import SQLiteIndex

__all__ = ["MAX_HITS", "index_of", "index_of_table", "installed_indexes", "searched_models"]

ENGINES = {"sqlite": SQLiteIndex, "postgresql": PostgreSQLIndex, "mysql": MariaDBIndex}


def searched_models():
    """Return the models that their app lists in `search_fields`."""
    return [model for model in apps.get_models() if declared_fields(model, "search_fields")]


def index_of(model, connection):
    """Return the index of a model's table in a database."""
    meta, fields = model._meta, declared_fields(model, "search_fields")
    columns = [meta.get_field(name).column for name in fields]
    return index_of_table(connection, meta.db_table, meta.pk.column, columns)


def index_of_table(connection, table, key="", columns=()):
    """Return the index of a table; without key and columns, to drop it."""
    quote = connection.ops.quote_name
    return ENGINES[connection.vendor](
        quote(table), quote(key), [quote(column) for column in columns], quote(f"{table}_search")
    )


def installed_indexes(connection):
    """Return the definitions of the indexes that are in a database, by their tables."""
    with connection.cursor() as cursor:
        return ENGINES[connection.vendor].installed(cursor)
