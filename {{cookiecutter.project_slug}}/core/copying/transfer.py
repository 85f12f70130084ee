"""Copy the rows of the source as they are, a page and its progress in one transaction."""

from types import SimpleNamespace
from typing import Any

from django.core.management import CommandError
from django.db import Error, connections, transaction
from django.db.models.sql import InsertQuery

from . import progress, rows, tables
from .places import SOURCE, TARGET


def copy_table(model, bar):
    """Copy the rows that an earlier run has not."""
    done, last_key = progress.reached(tables.table(model))
    bar.update(done)
    key = model._meta.pk
    key_index = rows.fields(model).index(key)
    for page in rows.pages(model, SOURCE, after=key.to_python(last_key) if done else None):
        done += len(page)
        copy_page(model, page, done, page[-1][key_index])
        bar.update(len(page))


def copy_page(model, page, done, last_key):
    """Write the rows, and that they are there; both or neither."""
    table = tables.table(model)
    try:
        with transaction.atomic(using=TARGET):
            insert(model, page)
            progress.reach(table, done, str(last_key))
    except Error as error:
        raise CommandError(
            f"TARGET refuses a row of {table} among those up to the key {last_key}: "
            f"{' '.join(str(error).split())}. Correct it in SOURCE and run the command again, "
            "which goes on from there; where SOURCE has changed, begin with an empty TARGET."
        ) from None


def insert(model, page):
    """Write the rows with their keys and times; no signal is sent, and no file touched."""
    names = [field.attname for field in rows.fields(model)]
    objects = [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in page]
    for part in parts(model, objects):
        query: Any = InsertQuery(model)
        query.insert_values(rows.fields(model), part, raw=True)
        query.get_compiler(TARGET).execute_sql()


def parts(model, objects):
    """Yield lists that are short enough for one statement."""
    size = connections[TARGET].ops.bulk_batch_size(rows.fields(model), objects)
    for start in range(0, len(objects), size):
        yield objects[start : start + size]
