"""Find texts that differ in the source, and that MariaDB takes for the same in a unique column."""

import sqlite3
from hashlib import blake2b

from django.db import connections, models

from .rows import fields

TEXT = (models.CharField, models.TextField, models.FileField)


def unique_groups(model):
    """Return the lists of fields whose values must be unique together, if one is a text."""
    meta = model._meta
    groups = [[field] for field in fields(model) if field.unique]
    named = [*meta.unique_together]
    named += [
        constraint.fields
        for constraint in meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and constraint.condition is None
    ]
    groups += [[meta.get_field(name) for name in names] for names in named if names]
    return [group for group in groups if any(isinstance(field, TEXT) for field in group)]


class Twins:
    """What was seen so far of the values that must be unique together; kept on the disk."""

    def __init__(self, model, group, alias):
        self.indexes = [fields(model).index(field) for field in group]
        self.is_text = [isinstance(field, TEXT) for field in group]
        self.column = ", ".join(field.column for field in group)
        self.connection = connections[alias]
        # The empty name makes a database in a temporary file, which needs no memory.
        self.seen = sqlite3.connect("", isolation_level=None)
        self.seen.execute("PRAGMA journal_mode=OFF")
        self.seen.execute("CREATE TABLE seen (digest BLOB PRIMARY KEY) WITHOUT ROWID")

    def find(self, rows):
        """Return those of the rows whose values equal those of an earlier row."""
        groups = [[row[index] for index in self.indexes] for row in rows]
        columns = [
            weights(self.connection, column) if is_text else column
            for column, is_text in zip(zip(*groups, strict=True), self.is_text, strict=True)
        ]
        keys = zip(*columns, strict=True)
        return [row for row, key in zip(rows, keys, strict=True) if self.is_repeated(key)]

    def is_repeated(self, key):
        """Return whether the values were there before; NULL equals nothing."""
        if None in key:
            return False
        digest = blake2b(repr(key).encode("utf-8", "surrogatepass"), digest_size=16).digest()
        return not self.seen.execute("INSERT OR IGNORE INTO seen VALUES (?)", [digest]).rowcount

    def close(self):
        """Delete the temporary file."""
        self.seen.close()


def weights(connection, values):
    """
    Return for each text the bytes that MariaDB compares, and None for None.

    The database's own collation decides: that of new tables. It ignores blanks at the end,
    unless its name says otherwise.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT @@collation_database")
        collation = cursor.fetchone()[0]
        texts = [
            value.rstrip(" ") if value and "nopad" not in collation else value for value in values
        ]
        found: list = []
        for start in range(0, len(texts), 1000):  # A row has at most 4096 columns.
            part = texts[start : start + 1000]
            weight = f"HEX(WEIGHT_STRING(%s COLLATE {collation}))"
            cursor.execute(f"SELECT {', '.join([weight] * len(part))}", part)
            found += cursor.fetchone()
    return found
