"""
What differs between databases: a module for each, with a class of three methods.

`dump(directory)` writes the database as it is at one moment, and returns rows by table;
`check(directory)` raises CommandError unless such a dump is whole; `load(directory)` replaces
the database by it, at once or not at all.
"""

from django.core.management import CommandError
from django.db import connection

from core.backups.engines.mariadb import MariaDB
from core.backups.engines.postgresql import PostgreSQL
from core.backups.engines.sqlite import SQLite

ENGINES = {"SQLite": SQLite, "PostgreSQL": PostgreSQL, "MariaDB": MariaDB}


def current():
    """Return the engine of this site's database."""
    name = connection.display_name
    if name not in ENGINES:
        known = ", ".join(ENGINES)
        raise CommandError(f"{name} is not one of {known}. Use the tools that come with {name}.")
    return ENGINES[name]()
