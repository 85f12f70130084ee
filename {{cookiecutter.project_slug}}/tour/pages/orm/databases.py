"""The databases that this project runs on, and the SQL of each, without its server."""

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Database:
    """A kind of database: how Django and people call it, and how a site chooses it."""

    vendor: str
    name: str
    backend: str
    drivers: tuple[str, ...]  # Python modules, one of which is needed
    url: str
    install: str = ""

    @property
    def is_here(self):
        """Return whether this site runs on it."""
        return connection.vendor == self.vendor

    @property
    def has_driver(self):
        """Return whether Django can write its SQL here."""
        return any(map(is_installed, self.drivers))

    @contextmanager
    def alias(self):
        """Yield the alias of this site's database, or that of a pretended one."""
        if self.is_here:
            yield DEFAULT_DB_ALIAS
        else:
            with pretended(self) as alias:
                yield alias


DATABASES = [
    Database("sqlite", "SQLite", "sqlite3", ("sqlite3",), "sqlite:///db.sqlite3"),
    Database(
        "postgresql",
        "PostgreSQL",
        "postgresql",
        ("psycopg",),
        "postgres://user:password@localhost:5432/name",
        "uv sync --extra postgres",
    ),
    Database(
        "mysql",
        "MariaDB",
        "mysql",
        ("MySQLdb", "pymysql"),
        "mysql://user:password@localhost:3306/name",
        "uv sync --extra mariadb",
    ),
]


def is_installed(module):
    """Return whether a module can be imported."""
    return module in sys.modules or find_spec(module) is not None


@contextmanager
def pretended(database):
    """Yield an alias, which this thread has meanwhile, of a database that runs nothing."""
    alias = f"pretended_{database.vendor}"
    where = {"ENGINE": f"django.db.backends.{database.backend}", "NAME": ":memory:", "OPTIONS": {}}
    connections[alias] = wrapper(database)(connection.settings_dict | where, alias)
    try:
        yield alias
    finally:
        BaseDatabaseWrapper.close(connections[alias])  # SQLite's own keeps what is in memory.
        del connections[alias]


@cache
def wrapper(database):
    """Return the class of connections; SQLite can be asked in memory, the others do not connect."""
    if database.vendor == "mysql" and not is_installed("MySQLdb"):
        import pymysql  # type: ignore[import-untyped]

        pymysql.install_as_MySQLdb()  # Not where the driver is that a site uses.
    base = import_module(f"django.db.backends.{database.backend}.base").DatabaseWrapper
    if database.vendor == "sqlite":
        return base
    return type("PretendedWrapper", (PretendedServer, base), {})


class PretendedCursor:
    """A cursor that cannot run anything."""

    def close(self):
        """Do nothing."""


class PretendedServer:
    """What a DatabaseWrapper would ask its server before it writes SQL."""

    pg_version = 180_000
    mysql_server_data = {
        "version": "11.8.2-MariaDB",
        "sql_mode": "TRADITIONAL",
        "default_storage_engine": "InnoDB",
        "sql_auto_is_null": False,
        "lower_case_table_names": 0,
        "has_zoneinfo_database": True,
    }
    queries_logged = False  # A log would ask the cursor what it has executed.

    def ensure_connection(self):
        """Do without."""

    def savepoint(self):
        """Do without, as there is nothing to undo."""

    def cursor(self):
        """Return a cursor that hands its SQL to the wrappers of execute(), and no further."""
        return self.make_cursor(PretendedCursor())  # type: ignore[attr-defined]
