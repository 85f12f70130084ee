"""Find out why a database cannot be used, and say what to do about it in one sentence."""

import os
import re
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

# What drivers say, what that means, and what to do. The first one that fits is taken.
TROUBLES = [
    (
        r"password|Access denied|role .* does not exist|authentication",
        "refuses the user or the password",
        "Correct them in DATABASE_URL: before the @, with @ written as %40 and : as %3A.",
    ),
    (
        r'database ".*" does not exist|Unknown database',
        "has no such database",
        "Create it, or correct the name at the end of DATABASE_URL.",
    ),
    (
        r"translate host name|resolve|Unknown (MySQL )?(MariaDB )?server host",
        "is on a machine that nobody knows",
        "Correct the name between @ and : in DATABASE_URL.",
    ),
    (
        r"refused|Can't connect|No such file|timeout|timed out",
        "does not answer",
        "Start it, or correct host and port in DATABASE_URL.",
    ),
    (
        r"unable to open|readonly|locked|directory",
        "cannot be opened",
        "Make its directory, and let this user write there and into the file.",
    ),
    (
        r"not a database|malformed",
        "is no SQLite file, or a damaged one",
        "Move it away, and restore a backup or run: uv run manage.py migrate",
    ),
]


def name_of(connection):
    """Return which database it is, without its password."""
    where = connection.settings_dict
    # To tell MySQL from MariaDB, display_name would ask the server.
    kind = "MariaDB" if connection.vendor == "mysql" else connection.display_name
    name = f"{kind} database {where['NAME']}"
    return f"{name} at {where['HOST']}:{where['PORT']}".strip(":") if where["HOST"] else name


def trouble_with(connection):
    """Return what is wrong with a database and what to do, two texts, or None if it answers."""
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return trouble_with_directory(connection)
    caller = connection.copy()
    caller.settings_dict["OPTIONS"].pop("pool", None)  # It would wait, and not say for what.
    try:
        with caller.cursor() as cursor:
            caller.introspection.get_table_list(cursor)
    except (DatabaseError, ImproperlyConfigured) as error:
        return explained(connection, str(error))
    finally:
        caller.close()
    return None


def trouble_with_directory(connection):
    """Return what keeps SQLite from making its file: connecting would make it."""
    directory = Path(connection.settings_dict["NAME"]).parent
    if directory.is_dir() and os.access(directory, os.W_OK):
        return None
    return explained(connection, f"The directory {directory} is not there or not writable.")


def explained(connection, message):
    """Return what is wrong and what to do, from what the driver says."""
    said = " ".join(message.split())
    for pattern, what, advice in TROUBLES:
        if re.search(pattern, said, re.IGNORECASE):
            return f"The {name_of(connection)} {what}.", advice
    return f"The {name_of(connection)} cannot be used: {said}.", "Correct DATABASE_URL."
