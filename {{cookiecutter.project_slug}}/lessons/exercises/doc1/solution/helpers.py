from django.utils.dateparse import parse_date
from django.utils.html import format_html_join
from django.utils.http import content_disposition_header
from django.utils.text import slugify


def address_of(title):
    """Return the end of an address, in plain letters: "What is tea?" gives "what-is-tea"."""
    return slugify(title)


def date_of(text):
    """
    Return the date in a text like "2026-11-23".

    None if it is written in another way; ValueError for a day that no month has.
    """
    return parse_date(text)


def list_of(names):
    """Return the names as safe HTML: <li>Anna</li><li>Ben</li>. People choose their names."""
    return format_html_join("", "<li>{}</li>", ((name,) for name in names))


def header_of(name):
    """Return the header Content-Disposition with which a browser saves a file of this name."""
    return content_disposition_header(True, name)
