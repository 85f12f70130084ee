"""Read the rows of a table in the order of its key, a page at a time, and add up a checksum."""

import json
from dataclasses import dataclass
from datetime import UTC
from hashlib import blake2b
from itertools import chain
from typing import Any

from django.core.management import CommandError
from django.db import DatabaseError, connections, models
from django.db.models.query import QuerySet

from .connections import one_line

# A page holds so many rows, and about so many bytes: fast for small rows, small for large ones.
FIRST_PAGE, LARGEST_PAGE, PAGE_BYTES = 100, 2500, 4_000_000


def get_fields(model):
    """Return the fields of the model's own table; the database computes generated ones."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def get_last_key(model, page):
    """Return the primary key of the last row."""
    return page[-1][get_fields(model).index(model._meta.pk)]


def read_pages(model, alias, after=None):
    """Yield lists of rows, from the first key that is greater than `after` on."""
    size = FIRST_PAGE
    while page := read_page(model, alias, after, size):
        yield page
        after = get_last_key(model, page)
        values = [value for row in page for value in row]
        page_bytes = sum(len(v if isinstance(v, (bytes, str)) else str(v)) + 1 for v in values)
        size = min(LARGEST_PAGE, max(1, PAGE_BYTES * len(page) // page_bytes))


def read_page(model, alias, after, size):
    """
    Return at most `size` rows, whose values are in the order of the fields.

    QuerySet.values_list() would do, if it told a value that it cannot read from NULL, and
    JSON's null from that of SQL. Raises CommandError for a value that Python cannot read.
    """
    queryset: QuerySet = QuerySet(model, using=alias).order_by("pk")
    if after is not None:
        queryset = queryset.filter(pk__gt=after)
    names = [field.attname for field in get_fields(model)]
    compiler: Any = queryset.values_list(*names)[:size].query.get_compiler(alias)
    try:
        rows = list(chain.from_iterable(compiler.execute_sql()))
        converters = compiler.get_converters(expression for expression, *_ in compiler.select)
        return [convert_row(row, converters.items(), connections[alias]) for row in rows]
    except (ArithmeticError, DatabaseError, TypeError, ValueError) as error:
        raise CommandError(
            f"{alias} has a value that cannot be read in {model._meta.db_table}, in one of "
            f"{size:,} rows after the key {after}: {one_line(error)}. "
            "Correct it, and run the command again."
        ) from None


def convert_row(raw, converters, connection):
    """Return the values of the database as Python values; raise ValueError for a malformed one."""
    row = list(raw)
    for index, (functions, expression) in converters:
        field, value = expression.output_field, raw[index]
        try:
            for function in functions:
                value = function(value, expression, connection)
        except (ArithmeticError, AttributeError, TypeError, ValueError):
            value = None
        if raw[index] is not None:
            if isinstance(field, models.JSONField) and value is None:
                value = models.JSONNull()
            elif value is None or (isinstance(field, models.JSONField) and value == raw[index]):
                raise ValueError(f"{expression.target.column} is malformed: {raw[index]!r:.80}")
        row[index] = value
    return row


@dataclass
class Checksum:
    """The number of rows, and the sum of their hashes: the same in any order, in any database."""

    rows: int = 0
    total: int = 0

    def add(self, model, page):
        """Count some rows in."""
        columns = list(zip(*page, strict=True))
        for index, field in enumerate(get_fields(model)):
            for kind, normalize in NORMALIZERS.items():
                if isinstance(field, kind):
                    values = [v if v is None else normalize(v) for v in columns[index]]
                    columns[index] = tuple(values)
        for row in zip(*columns, strict=True):
            digest = blake2b(repr(row).encode("utf-8", "surrogatepass"), digest_size=16).digest()
            self.total = (self.total + int.from_bytes(digest)) % 2**128
        self.rows += len(page)

    def __str__(self):
        return f"{self.total:032x}"[:12]


def normalize_json(value):
    """Return JSON with sorted names, and floats for all numbers: PostgreSQL makes 1e2 100."""
    if isinstance(value, models.JSONNull):
        return "null"
    return json.dumps(json.loads(json.dumps(value, default=str), parse_int=float), sort_keys=True)


# What makes a value equal in all databases: times in UTC, a fraction, so that 1.0 is 1.00.
NORMALIZERS = {
    models.DateTimeField: lambda v: v.astimezone(UTC) if v.tzinfo else v,
    models.DecimalField: lambda v: v.as_integer_ratio() if v.is_finite() else str(v),
    models.JSONField: normalize_json,
    models.BinaryField: bytes,
}
