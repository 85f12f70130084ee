"""
Search: `rows.search(words)` for the models that their app lists in `search_fields`.

The class that the setting SEARCH_BACKEND names does it. The default, in this module, runs on every
database without an index: it reads all rows, fast enough for some ten thousand of them.
"""

import re

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from .apps import declared_fields

MAX_WORDS = 16  # Each is a condition for each field.


def backend():
    """Return an instance of the class that SEARCH_BACKEND names, or else of Contains."""
    return import_string(getattr(settings, "SEARCH_BACKEND", "core.search.Contains"))()


class SearchQuerySet(QuerySet):
    """Rows of a model with `search_fields`."""

    def search(self, text):
        """Return the rows with all words of the text: none for a text without a word."""
        if not declared_fields(self.model, "search_fields"):
            raise ImproperlyConfigured(f"No app lists {self.model.__name__} in search_fields.")
        return backend().search(self, text)


class Contains:
    """Find rows whose fields contain the words, in any case."""

    def search(self, rows, text):
        """Return the rows with each word in one of the fields, the newest first."""
        words = words_of(text)
        found = rows.filter(contains(words, declared_fields(rows.model, "search_fields")))
        return found.order_by("-pk") if words else rows.none()

    def spans(self, text, words):
        """Yield start and end of each place of the text where a word is, in order."""
        if wanted := words_of(words):
            yield from (found.span() for found in re.finditer("|".join(wanted), text, re.I))


def words_of(text):
    """Return the words of a text: letters, digits and underscores."""
    return re.findall(r"\w+", text)[:MAX_WORDS]


def contains(words, fields):
    """Return a condition for rows that have each of the words in one of the fields."""
    found = Q()
    for word in words:
        found &= Q.create([(f"{field}__iregex", word) for field in fields], Q.OR)
    return found
