"""
Search: `rows.search(words)` for the models that their app lists in `search_fields`.

The class that SEARCH_BACKEND names does it. The one in this module runs on every database and
needs no index: it reads all rows, which is fast enough for some ten thousand of them.
"""

import re
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from .apps import declared_fields

TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
MAX_TERMS = 16


def backend():
    """Return an instance of the class that SEARCH_BACKEND names."""
    return import_string(settings.SEARCH_BACKEND)()


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
        """Return the rows with each word or "quoted phrase" and no -word, the newest first."""
        wanted, unwanted = self.words(text)
        fields = declared_fields(rows.model, "search_fields")
        for word in wanted:
            rows = rows.filter(contains(word, fields))
        for word in unwanted:
            rows = rows.exclude(contains(word, fields))
        return rows.order_by("-pk") if wanted else rows.none()

    def spans(self, text, words):
        """Yield start and end of each place of the text where a word is, in order."""
        if wanted := self.words(words)[0]:
            pattern = "|".join(map(re.escape, wanted))
            yield from (found.span() for found in re.finditer(pattern, text, re.IGNORECASE))

    def words(self, text) -> tuple[list[str], list[str]]:
        """Return the words that have to be there, and those that may not."""
        found: Any = ([], [])
        for minus, phrase, word in TERM.findall(text.replace("\0", " "))[:MAX_TERMS]:
            if bare := re.sub(r"^\W+|\W+$", "", phrase or word):  # without the star of temp*
                found[bool(minus)].append(bare)
        return found


def contains(word, fields):
    """Return a condition for rows that have the word in one of the fields."""
    return reduce(or_, [Q(**{f"{field}__icontains": word}) for field in fields])
