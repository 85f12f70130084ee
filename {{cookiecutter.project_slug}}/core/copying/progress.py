"""How far a copy has come, in a table of the target that is there until the copy is done."""

from django.apps.registry import Apps
from django.db import connections, models
from django.db.models.query import QuerySet

from .places import TARGET


class Progress(models.Model):
    """
    How far the copy of one table has come; the row without a table says what is copied.

    Not a model of the project: neither migrations nor the admin know it.
    """

    table = models.CharField(max_length=100, primary_key=True)
    last_key = models.TextField(default="")
    rows = models.BigIntegerField(default=0)

    class Meta:
        apps = Apps()
        app_label = "core"
        db_table = "copydata_progress"

    def __str__(self):
        return f"{self.table}: {self.rows}"


COPY = ""  # The row that stands for the copy as a whole: its source, and 1 once rows may be copied.


def rows_of_progress():
    """Return the rows of the table that keeps track."""
    return QuerySet(Progress, using=TARGET)


def exists():
    """Return whether a copy has begun, and is not done."""
    return Progress._meta.db_table in connections[TARGET].introspection.table_names()


def begun():
    """Return the row of the copy as a whole, or None where none has begun."""
    return rows_of_progress().filter(table=COPY).first() if exists() else None


def begin(what):
    """Remember that a copy has begun, and of what."""
    if not exists():
        with connections[TARGET].schema_editor() as editor:
            editor.create_model(Progress)
    rows_of_progress().create(table=COPY, last_key=what)


def let_rows_in():
    """Remember that the tables are there and empty."""
    rows_of_progress().filter(table=COPY).update(rows=1)


def reached(table):
    """Return how many rows of a table are copied, and the key of the last as text."""
    found = rows_of_progress().filter(table=table).first()
    return (found.rows, found.last_key) if found else (0, "")


def reach(table, rows, last_key):
    """Remember that the table is copied up to this key; in the transaction of its rows."""
    fields = {"rows": rows, "last_key": last_key}
    rows_of_progress().update_or_create(table=table, defaults=fields)


def forget():
    """Drop the table: the copy is done."""
    with connections[TARGET].schema_editor() as editor:
        editor.delete_model(Progress)
