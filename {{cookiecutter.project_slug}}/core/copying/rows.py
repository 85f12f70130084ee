"""Read the rows of a table in the order of its key, a page at a time, as Python values."""

from itertools import chain
from typing import Any

from django.db import DatabaseError, connections
from django.db.models import JSONField, JSONNull
from django.db.models.query import QuerySet

# A page holds so many rows, and about so many bytes: fast for small rows, small for large ones.
FIRST_PAGE, LARGEST_PAGE, PAGE_BYTES = 100, 2500, 4_000_000


class Unreadable:
    """A value that the database holds and that Python cannot read as its field's type."""


def fields(model):
    """Return the fields of the model's own table; the database computes generated ones."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def pages(model, alias, after=None):
    """Yield lists of rows, from the first key that is greater than `after` on."""
    key_index = fields(model).index(model._meta.pk)
    size = FIRST_PAGE
    while True:
        rows = page(model, alias, after, size)
        if rows:
            yield rows
        if len(rows) < size or isinstance(rows[-1][key_index], Unreadable):
            return
        after = rows[-1][key_index]
        size = min(LARGEST_PAGE, max(1, PAGE_BYTES * len(rows) // sum(map(size_of, rows))))


def size_of(row):
    """Return about how many bytes the row takes."""
    return sum(
        len(value if isinstance(value, (bytes, str)) else str(value))
        if isinstance(value, (bytes, str, dict, list))
        else 16
        for value in row
    )


def page(model, alias, after, size):
    """Return at most `size` rows, whose values stand in the order of the fields."""
    names = [field.attname for field in fields(model)]
    queryset: QuerySet = QuerySet(model, using=alias).order_by("pk")
    if after is not None:
        queryset = queryset.filter(pk__gt=after)
    try:
        return select(queryset[:size], names)
    except (DatabaseError, OverflowError, ValueError):
        # The driver could not read one of the values: look for it.
        keys = [row[0] for row in select(queryset[:size], ["pk"])]
        return [[cell(model, alias, key, name) for name in names] for key in keys]


def cell(model, alias, key, name):
    """Return one value of the row with this key."""
    try:
        return select(QuerySet(model, using=alias).filter(pk=key), [name])[0][0]
    except (DatabaseError, OverflowError, ValueError):
        return Unreadable()


def select(queryset, names):
    """
    Return the values of these fields of all rows.

    QuerySet.values_list() would do, if it told a value that it cannot read from NULL, and
    JSON's null from that of SQL.
    """
    compiler: Any = queryset.values_list(*names).query.get_compiler(queryset.db)
    rows = list(chain.from_iterable(compiler.execute_sql()))
    converters = compiler.get_converters(expression for expression, *_ in compiler.select)
    return [converted(row, converters.items(), connections[queryset.db]) for row in rows]


def converted(raw, converters, connection):
    """Return what the database gave as Python values."""
    row = list(raw)
    for index, (functions, expression) in converters:
        value = raw[index]
        try:
            for function in functions:
                value = function(value, expression, connection)
        except (ArithmeticError, AttributeError, TypeError, ValueError):
            value = Unreadable()
        is_json = isinstance(expression.output_field, JSONField)
        if raw[index] is not None and (value is None or (is_json and value == raw[index])):
            # Only null is None in JSON; text that is no JSON comes back as it is.
            value = JSONNull() if is_json and value is None else Unreadable()
        row[index] = value
    return row
