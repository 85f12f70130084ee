"""A checksum of a table's values that is the same in every database, in any order of rows."""

import json
from dataclasses import dataclass
from datetime import UTC
from hashlib import blake2b

from django.db import models

from .rows import fields


@dataclass
class Checksum:
    """The number of rows, and the sum of their hashes."""

    rows: int = 0
    total: int = 0

    def add(self, model, rows):
        """Count some rows in."""
        for row in plain(model, rows):
            digest = blake2b(repr(row).encode("utf-8", "surrogatepass"), digest_size=16).digest()
            self.total = (self.total + int.from_bytes(digest)) % 2**128
        self.rows += len(rows)

    def __str__(self):
        return f"{self.total:032x}"


def plain(model, rows):
    """Return the rows as tuples of values that are written alike whatever they came from."""
    columns = list(zip(*rows, strict=True))
    for index, field in enumerate(fields(model)):
        if (function := function_for(field)) is not None:
            columns[index] = tuple(
                value if value is None else function(value) for value in columns[index]
            )
    return zip(*columns, strict=True)


def function_for(field):
    """Return what makes a field's values alike, or None where they are."""
    while field.remote_field:
        field = field.target_field
    for kind, function in FUNCTIONS.items():
        if isinstance(field, kind):
            return function
    return None


def moment(value):
    """Return the time in UTC."""
    return value.astimezone(UTC) if value.tzinfo else value


def decimal(value):
    """Return the number as a fraction, so that 1.0 is 1.00."""
    return value.as_integer_ratio() if value.is_finite() else str(value)


def json_text(value):
    """Return the JSON text with sorted names and numbers written in one way."""
    if isinstance(value, models.JSONNull):
        return "null"
    return json.dumps(alike(value), sort_keys=True)


def alike(value):
    """Return the same JSON with floats for all numbers: 1e2 comes back as 100 from PostgreSQL."""
    if isinstance(value, dict):
        return {name: alike(item) for name, item in value.items()}
    if isinstance(value, list):
        return [alike(item) for item in value]
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return float(value) if is_number and abs(value) < 10**300 else value


FUNCTIONS = {
    models.DateTimeField: moment,
    models.DecimalField: decimal,
    models.FloatField: float,
    models.JSONField: json_text,
    models.BinaryField: bytes,
}
