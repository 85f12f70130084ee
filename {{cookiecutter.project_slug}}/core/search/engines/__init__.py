"""
The full-text index of each database.

What search asks in words that differ from database to database is here alone. Locks, backups
and copies have such statements of their own: `core/locks.py`, `core/backups/`, `core/copying/`.
"""

from .base import MAX_HITS
from .mariadb import MariaDBIndex
from .postgresql import PostgreSQLIndex
from .sqlite import SQLiteIndex

__all__ = ["MAX_HITS", "index_of"]

ENGINES = {"sqlite": SQLiteIndex, "postgresql": PostgreSQLIndex, "mysql": MariaDBIndex}


def index_of(model, connection, fields=None):
    """Return the index of a model's table in a database."""
    meta, quote = model._meta, connection.ops.quote_name
    columns = [quote(meta.get_field(name).column) for name in fields or model.search_fields]
    name = quote(f"{meta.db_table}_search")
    return ENGINES[connection.vendor](quote(meta.db_table), quote(meta.pk.column), columns, name)
