"""What a value has in it that the target cannot hold."""

import ipaddress
import math

from django.db import models

from .rows import Unreadable


def finder(field, connection):
    """
    Return a function that says what is wrong with a value of this field, or "".

    `connection` is that of the database that is to hold the value.
    """
    kind = field
    while kind.remote_field:
        kind = kind.target_field
    is_wrong = next((make for base, make in FINDERS.items() if isinstance(kind, base)), fine)
    find = is_wrong(kind, connection)
    type_name = kind.get_internal_type()

    def fault(value):
        if isinstance(value, Unreadable):
            return f"is not a value of a {type_name}"
        if value is None:
            return "" if field.null else "is NULL, which the column does not allow"
        return find(value)

    return fault


def fine(field, connection):
    """Return the finder of a field whose values fit into every database."""
    return lambda value: ""


def text(field, connection):
    """Return the finder of texts; SQLite alone holds more than `max_length` characters."""
    enforced = connection.vendor != "sqlite" and not isinstance(field, models.TextField)
    longest = (field.max_length if enforced else None) or math.inf
    find_in_text = characters(connection)

    def fault(value):
        if not isinstance(value, str):
            return "is not text"
        if len(value) > longest:
            return f"is longer than {longest} characters"
        return find_in_text(value)

    return fault


def characters(connection):
    """Return the finder of characters that PostgreSQL does not hold."""

    def fault(value):
        if "\0" in value:
            return "has a NUL character in it"
        if any("\ud800" <= character <= "\udfff" for character in value):
            return "has half of a character in it (a surrogate)"
        return ""

    return fault if connection.vendor == "postgresql" else fine(None, connection)


def json_value(field, connection):
    """Return the finder of JSON, which looks into its texts."""
    find_in_text = characters(connection)
    if connection.vendor != "postgresql":
        return fine(field, connection)
    return lambda value: next(filter(None, map(find_in_text, texts(value))), "")


def texts(value):
    """Yield all texts in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield name
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def integer(field, connection):
    """Return the finder of whole numbers outside the range of the column."""
    lowest, highest = connection.ops.integer_field_range(field.get_internal_type())
    no_zero = isinstance(field, models.AutoField) and connection.vendor == "mysql"

    def fault(value):
        if not isinstance(value, int):
            return "is not a whole number"
        if not (lowest or -math.inf) <= value <= (highest or math.inf) and value:
            return f"is not between {lowest} and {highest}"
        return "is 0, which MariaDB does not allow as a key" if no_zero and not value else ""

    return fault


def boolean(field, connection):
    """Return the finder of what is neither true nor false."""
    return lambda value: "" if value is True or value is False else "is not true or false"


def real(field, connection):
    """Return the finder of numbers that only PostgreSQL holds, or not even that."""

    def fault(value):
        if not isinstance(value, float):
            return "is not a number"
        holds = connection.vendor == "postgresql" or math.isfinite(value)
        holds = holds or (connection.vendor == "sqlite" and math.isinf(value))
        return "" if holds else f"is {value}, which {connection.display_name} cannot hold"

    return fault


def decimal(field, connection):
    """Return the finder of decimal numbers with too many digits."""
    places = field.decimal_places or 0
    digits_before = field.max_digits - places if field.max_digits else math.inf

    def fault(value):
        if not value.is_finite():
            return "" if connection.vendor == "postgresql" else f"is {value}, which is no number"
        if value.adjusted() >= digits_before and value:
            return f"has more than {digits_before} digits before the point"
        if connection.vendor == "sqlite" and len(value.normalize().as_tuple().digits) > 15:
            return "has more than the 15 digits that SQLite keeps"
        return ""

    return fault


def duration(field, connection):
    """Return the finder of durations too long for a count of microseconds in 64 bits."""
    if connection.vendor == "postgresql":
        return fine(field, connection)
    return lambda value: "is longer than 106,751,991 days" if abs(value.days) > 106751990 else ""


def address(field, connection):
    """Return the finder of texts that are not IP addresses."""

    def fault(value):
        try:
            ipaddress.ip_address(value)
        except ValueError:
            return "is not an IP address"
        return ""

    return fault


FINDERS = {
    models.CharField: text,
    models.TextField: text,
    models.FileField: text,
    models.FilePathField: text,
    models.BooleanField: boolean,
    models.DecimalField: decimal,
    models.DurationField: duration,
    models.FloatField: real,
    models.GenericIPAddressField: address,
    models.IntegerField: integer,
    models.JSONField: json_value,
}
