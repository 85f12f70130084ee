"""The two databases of a copy, which Django knows while the copy runs."""

import os
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError
from django.db import Error, connections

from config import environment

SOURCE, TARGET = "copy_source", "copy_target"
NAMES = {SOURCE: "SOURCE", TARGET: "TARGET"}

SQLITE = "django.db.backends.sqlite3"
EXTRAS = {"django.db.backends.postgresql": "postgres", "django.db.backends.mysql": "mariadb"}

# What makes all reads of one transaction see the same rows; 3 is psycopg's REPEATABLE_READ.
# Without detect_types=0, Python's sqlite3 reads a malformed date as None, and 2 as False.
SNAPSHOTS: dict[str, dict[str, Any]] = {
    SQLITE: {"transaction_mode": "DEFERRED", "timeout": 20, "detect_types": 0},
    "django.db.backends.postgresql": {"isolation_level": 3},
    "django.db.backends.mysql": {"isolation_level": "repeatable read"},
}


@contextmanager
def opened(source_url, target_url):
    """Make both databases usable under the aliases SOURCE and TARGET, and close them again."""
    source, target = parsed(SOURCE, source_url), parsed(TARGET, target_url)
    check_files(source, target)
    if identity(source) == identity(target):
        raise CommandError(
            f"TARGET is {identity(source)}, as SOURCE is. Name another, empty database."
        )
    try:
        add(SOURCE, for_reading(source))
        add(TARGET, target)
        yield identity(source)
    finally:
        remove(SOURCE)
        remove(TARGET)


def parsed(alias, url):
    """Return Django's settings for the database at the URL; no message shows its password."""
    try:
        with warnings.catch_warnings(action="error"):
            config = environment.database(url)
    except (UserWarning, ValueError):
        raise CommandError(
            f"{NAMES[alias]} is not the URL of a database. Write it as in DATABASE_URL, such as "
            "sqlite:////srv/site/db.sqlite3 or postgres://user:password@localhost:5432/name, "
            "with %40 for an @, %2F for a / and %3F for a ? in a name or a password."
        ) from None
    if config["NAME"] in {"", ":memory:"}:
        raise CommandError(
            f"{NAMES[alias]} names no database. Write its file or name at the end of the URL, "
            "such as sqlite:////srv/site/db.sqlite3 or postgres://user@localhost:5432/name."
        )
    options = {name: value for name, value in config.get("OPTIONS", {}).items() if name != "pool"}
    return config | {"OPTIONS": options}


def check_files(source, target):
    """Refuse a source that is not there, which SQLite would create, and a missing directory."""
    if source["ENGINE"] == SQLITE and not Path(source["NAME"]).is_file():
        raise CommandError(
            f"SOURCE is the file {source['NAME']!r}, which does not exist. "
            "Write sqlite:/// and the path of the file, with %20 for a blank and %2B for a +."
        )
    if target["ENGINE"] == SQLITE and not Path(target["NAME"]).absolute().parent.is_dir():
        raise CommandError(
            f"TARGET is the file {target['NAME']!r}, whose directory does not exist. "
            f"Type: mkdir {str(Path(target['NAME']).parent)!r}"
        )


def identity(config):
    """Return words that name a database on this machine, without its password."""
    engine = config["ENGINE"].rpartition(".")[2]
    if config["ENGINE"] == SQLITE:
        return f"{engine}:{os.path.realpath(config['NAME'])}"
    host = config["HOST"].replace("127.0.0.1", "localhost")
    port = config["PORT"] or {"postgresql": 5432, "mysql": 3306}.get(engine, "")
    return f"{engine}:{host or 'localhost'}:{port}/{config['NAME']}"


def for_reading(config):
    """Return settings that read one snapshot; those of SQLite cannot write to the file."""
    options = SNAPSHOTS[config["ENGINE"]]
    if config["ENGINE"] == SQLITE:
        return (
            config
            | {"NAME": f"{Path(config['NAME']).resolve().as_uri()}?mode=ro"}
            | {"OPTIONS": options}
        )
    return config | {"OPTIONS": config["OPTIONS"] | options}


def add(alias, config):
    """Let Django know a database, and check that it answers."""
    connections.settings[alias] = connections.configure_settings({"default": config})["default"]
    try:
        connection: Any = connections[alias]
        connection.make_debug_cursor = connection.make_cursor  # DEBUG would keep every statement.
        if alias == SOURCE or config["ENGINE"] != SQLITE or Path(config["NAME"]).exists():
            connection.introspection.table_names()  # It would create the file of a new TARGET.
    except ImproperlyConfigured:
        extra = EXTRAS[config["ENGINE"]]
        raise CommandError(
            f"{NAMES[alias]} needs a driver that is not installed. Type: uv sync --extra {extra}"
        ) from None
    except Error as error:
        raise CommandError(
            f"{NAMES[alias]} does not answer: {without_password(error, config)}. "
            "Start the server, create the database, or correct the URL."
        ) from None


def without_password(error, config):
    """Return the error's text in one line, with stars where the password was."""
    text = " ".join(str(error).split()).rstrip(".")
    return text.replace(str(config["PASSWORD"]), "***") if config["PASSWORD"] else text


def remove(alias):
    """Close a connection, and let Django forget it."""
    if alias in connections.settings:
        try:
            connections[alias].close()
            del connections[alias]
        except ImproperlyConfigured:
            pass  # There was no driver, and so no connection.
        del connections.settings[alias]
