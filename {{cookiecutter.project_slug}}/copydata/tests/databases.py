"""Databases for the tests of copydata: SQLite files, and one on the server of DATABASE_URL."""

import sqlite3
from contextlib import closing, contextmanager
from urllib.parse import quote
from uuid import uuid4

from django.db import connection

from copydata import transfer
from copydata.connections import TARGET, connect, disconnect, parse_url

SCHEMES = {"postgresql": "postgres", "mysql": "mysql"}


def url_of(path):
    """Return the URL of a file of SQLite."""
    return f"sqlite:///{quote(str(path))}"


@contextmanager
def new_on_server():
    """Yield the URL of an empty database on the server that the tests run on."""
    name = f"copy_{uuid4().hex[:12]}"
    server = connection.settings_dict
    login = f"{quote(server['USER'], '')}:{quote(server['PASSWORD'], '')}"
    address = f"{server['HOST']}:{server['PORT']}" if server["PORT"] else server["HOST"]
    with closing(connection.copy()) as own, own.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{SCHEMES[connection.vendor]}://{login}@{address}/{name}"
        finally:
            cursor.execute(f"DROP DATABASE {name}")


@contextmanager
def using(url):
    """Yield the alias of the database at the URL, to read and write its rows."""
    alias = f"test_{uuid4().hex}"
    connect(alias, parse_url(alias, url))
    try:
        yield alias
    finally:
        disconnect(alias)


def migrated_file(path):
    """Make a file of SQLite with all tables, and the rows that migrations put there."""
    connect(TARGET, parse_url(TARGET, url_of(path)))
    try:
        transfer.migrate()
    finally:
        disconnect(TARGET)
    return path


def execute(path, *statements):
    """Change a file of SQLite without Django: it checks no foreign key and no length."""
    with closing(sqlite3.connect(path)) as file, file:
        for statement in statements:
            file.execute(statement)
