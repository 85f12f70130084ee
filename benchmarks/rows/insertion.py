"""
Fill tables with a great many generated rows.

Rows are numbered from 1. They are added in batches, each in a transaction of its own: whoever
stops in between keeps whole batches, and the next run goes on behind them.
"""

import re
from datetime import UTC, datetime, timedelta

from django.db import connection, models, transaction

BATCH = 8192
ROWS_PER_STATEMENT = 500  # SQLite takes 32,766 values in one statement

FIRST_DAY = datetime(2016, 1, 2, tzinfo=UTC)
MICROSECONDS = (datetime(2025, 12, 1, tzinfo=UTC) - FIRST_DAY) // timedelta(microseconds=1)

# Columns whose values each database takes in a form of its own; text and numbers are the same.
CONVERTED = (models.DateField, models.DecimalField, models.UUIDField)


def add_in_batches(add, done, number):
    """
    Call `add(known, numbers)` for the rows that are missing between `done` and `number`.

    `numbers` is the range of a batch. Rows up to `known` are there, wherever an earlier run has
    stopped: those may be referred to. Batches double in size from 1 to 8192 rows. Return how many
    rows were added.
    """
    known = 0
    while known < number:
        end = known + min(max(known, 1), BATCH)
        if numbers := range(max(known, done) + 1, min(end, number) + 1):
            with transaction.atomic():
                add(known, numbers)
        known = end
    return max(number - done, 0)


def insert(model, rows):
    """
    Insert rows, dictionaries with the same keys, and return their primary keys in order.

    Columns that are not named get their default. This is several times as fast as bulk_create(),
    because it makes no model instances; and it keeps what is given for fields with auto_now.
    """
    keys: list = []
    for start in range(0, len(rows), ROWS_PER_STATEMENT):
        keys += insert_few(model, rows[start : start + ROWS_PER_STATEMENT])
    return keys


def insert_few(model, rows):
    """Insert rows with one statement, and return their primary keys in order."""
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    columns = [column(field, rows) for field in fields]
    quote = connection.ops.quote_name
    blanks = f"({', '.join(['%s'] * len(fields))})"
    sql = (
        f"INSERT INTO {quote(model._meta.db_table)} "
        f"({', '.join(quote(field.column) for field in fields)}) "
        f"VALUES {', '.join([blanks] * len(rows))} RETURNING {quote(model._meta.pk.column)}"
    )
    # With DEBUG, connection.cursor() would keep the text of 9000 statements: gigabytes.
    with connection.make_cursor(connection.create_cursor()) as cursor:
        cursor.execute(sql, [value for row in zip(*columns, strict=True) for value in row])
        return [key for (key,) in cursor.fetchall()]


def column(field, rows):
    """Return the values of all rows for a field, in the form that the database takes."""
    if field.attname not in rows[0]:
        return [field.get_default()] * len(rows)
    values = [row[field.attname] for row in rows]
    if type(field) is models.DateTimeField:
        return list(map(connection.ops.adapt_datetimefield_value, values))
    if isinstance(field, CONVERTED):
        prepared = {value: field.get_db_prep_save(value, connection) for value in set(values)}
        return [prepared[value] for value in values]
    return values


def moment(number):
    """
    Return when the row with this number was written: the higher, the later.

    From 2016 to 2025, slowly at first: half of the time has passed with row 10,000.
    """
    return FIRST_DAY + timedelta(microseconds=MICROSECONDS * number // (number + 10_000))


def slug_for(title, number):
    """
    Return a slug of at most 80 characters that no other row has: it begins with the number.

    Where each slug sorts behind the one before, the database adds it to its index at the end,
    which is much faster than somewhere in the middle.
    """
    return "-".join([f"n{number:07}", *re.findall(r"\w+", title.lower())])[:80].rstrip("-")


def generated(rows):
    """Return the rows with a slug from `slug_for()`."""
    return rows.filter(slug__regex="^n[0-9]{7,}-")


def last_number(rows):
    """Return the number of the last generated row; 0 if there is none."""
    slug = generated(rows).order_by("-pk").values_list("slug", flat=True).first()
    return int(slug[1:].partition("-")[0]) if slug else 0
