"""Open the two databases of a copy, which Django knows while the copy runs."""

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError
from django.db import Error, connections, transaction

from config import environment

SOURCE, TARGET = "SOURCE", "TARGET"  # The aliases, which are the names in messages, too.

SQLITE = "django.db.backends.sqlite3"

# What makes all reads of one transaction see the same rows; 3 is psycopg's REPEATABLE_READ.
# Without detect_types=0, Python's sqlite3 reads a malformed date as None, and 2 as False.
SNAPSHOTS: dict[str, dict[str, Any]] = {
    SQLITE: {"transaction_mode": "DEFERRED", "timeout": 20, "detect_types": 0},
    "django.db.backends.postgresql": {"isolation_level": 3},
    "django.db.backends.mysql": {"isolation_level": "repeatable read"},
}


@contextmanager
def open_databases(source_url, target_url):
    """Make both databases usable under their aliases; yield the name of the source."""
    source, target = parse_url(SOURCE, source_url), parse_url(TARGET, target_url)
    name = get_name(source)
    if name == get_name(target):
        raise CommandError(f"TARGET is {name}, as SOURCE is. Name another, empty database.")
    try:
        connect(SOURCE, for_reading(source))
        connect(TARGET, target)
        with transaction.atomic(using=SOURCE):
            yield name
    finally:
        disconnect(SOURCE)
        disconnect(TARGET)


def parse_url(alias, url):
    """Return Django's settings for the database at the URL; no message shows its password."""
    try:
        config = environment.database(url)
        if config["NAME"] == ":memory:":
            raise ValueError("names no file")
    except ImproperlyConfigured as error:
        raise CommandError(f"{alias} cannot be used: {error}") from None
    except ValueError:
        raise CommandError(
            f"{alias} is not the URL of a database. Write it as in DATABASE_URL, such as "
            "sqlite:////srv/site/db.sqlite3 or postgres://user:password@localhost:5432/name, "
            "with %40 for an @, %2F for a / and %3F for a ? in a name or a password."
        ) from None
    options = {name: value for name, value in config["OPTIONS"].items() if name != "pool"}
    return config | {"OPTIONS": options}


def get_name(config):
    """Return a name of a database that is unique on this machine, without its password."""
    engine = config["ENGINE"].rpartition(".")[2]
    if config["ENGINE"] == SQLITE:
        return f"{engine}:{os.path.realpath(config['NAME'])}"
    host = config["HOST"].replace("127.0.0.1", "localhost") or "localhost"
    port = config["PORT"] or {"postgresql": 5432, "mysql": 3306}[engine]
    return f"{engine}:{host}:{port}/{config['NAME']}"


def for_reading(config):
    """Return settings that read one snapshot; those of SQLite cannot write to the file."""
    if config["ENGINE"] == SQLITE:
        uri = f"{Path(config['NAME']).resolve().as_uri()}?mode=ro"
        config |= {"NAME": uri, "OPTIONS": {}}
    return config | {"OPTIONS": config["OPTIONS"] | SNAPSHOTS[config["ENGINE"]]}


def connect(alias, config):
    """Let Django know a database, and check that it answers."""
    connections.settings[alias] = connections.configure_settings({"default": config})["default"]
    try:
        connection: Any = connections[alias]
        connection.make_debug_cursor = connection.make_cursor  # DEBUG would keep every statement.
        connection.introspection.table_names()
    except (Error, ImproperlyConfigured) as error:
        text = one_line(error).replace(config["PASSWORD"] or "***", "***")
        raise CommandError(
            f"{alias} does not answer: {text}. "
            "Start the server, create the database, or correct the URL."
        ) from None


def disconnect(alias):
    """Close a connection, and let Django forget it."""
    if alias in connections.settings:
        with suppress(ImproperlyConfigured):  # There was no driver, and so no connection.
            connections[alias].close()
            del connections[alias]
        del connections.settings[alias]


def execute(alias, statement, params=None):
    """Execute a statement, and return the rows that it gives."""
    with connections[alias].cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall() if cursor.description else []


def one_line(error):
    """Return the text of an error in one line, without a full stop at the end."""
    return " ".join(str(error).split()).rstrip(".")
