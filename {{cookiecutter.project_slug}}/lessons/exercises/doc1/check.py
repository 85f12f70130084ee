import random

from doc1 import helpers
from django.utils.dateparse import parse_date
from django.utils.html import format_html_join
from django.utils.http import content_disposition_header
from django.utils.text import slugify

PIECES = [
    *["Tea", "tea & cake", "Crème brûlée", "Straße", "naïve", "C++", "100 %", "茶", "a.b", "<b>"],
    *[" ", "  ", "-", "--", "_", "?", "!", '"', "'", "\\", ";", "/"],
]


def texts(count=200):
    """Yield texts that nobody chose."""
    for _ in range(count):
        yield "".join(random.choices(PIECES, k=random.randint(1, 6)))


def outcome(function, value):
    """Return in words what a function makes of a value."""
    try:
        return f"gives {function(value)!r}"
    except Exception as problem:
        return f"raises {type(problem).__name__}"


def compare(name, module, function, values):
    """Fail at the first value for which the learner's function and Django's differ."""
    for value in values:
        found, expected = outcome(getattr(helpers, name), value), outcome(function, value)
        assert found == expected, (
            f"{name}({value!r}) {found}. The function in django.utils.{module} {expected}."
        )


def check_addresses_are_those_of_django():
    compare("address_of", "text", slugify, ["Crème brûlée", "Tea?  Tea", *texts()])


def check_dates_are_read_as_django_reads_them():
    odd = ["2026-11-23", "2026-2-3", "23.11.2026", "2026-02-30", "", "today", "2026-11-23T10:00"]
    days = [
        f"{random.randint(1900, 2100)}-{random.randint(1, 14)}-{random.randint(1, 33)}"
        for _ in range(200)
    ]

    compare("date_of", "dateparse", parse_date, odd + days)


def django_list(names):
    return format_html_join("", "<li>{}</li>", ((name,) for name in names))


def check_lists_are_escaped_as_by_django():
    names = [["Anna", "Ben"], ["<b>", "O'Hara"], []]
    names += [list(texts(random.randint(0, 4))) for _ in range(200)]

    compare("list_of", "html", django_list, names)
    assert hasattr(helpers.list_of(["Anna"]), "__html__"), (
        "Templates would escape the list once more: its text is not marked as safe HTML."
    )


def django_header(name):
    return content_disposition_header(True, name)


def check_files_are_saved_under_their_names():
    compare("header_of", "http", django_header, ['the "best".pdf', "Übersicht.pdf", *texts()])
