from datetime import date

from django.urls import register_converter


class DayConverter:
    """A day such as 2026/1/31, as a date."""

    regex = r"[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}"

    def to_python(self, value):
        """Return the date; raise ValueError for a day that no calendar has."""
        return date(*map(int, value.split("/")))

    def to_url(self, day):
        """Return the part of the path."""
        return f"{day.year:04}/{day.month}/{day.day}"


register_converter(DayConverter, "day")  # type: ignore[arg-type]
