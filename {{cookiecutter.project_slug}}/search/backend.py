from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Case, When

from core.apps import declared_fields
from core.search import contains

from .engines import index_of
from .words import parse, spans

MAX_LENGTH = 60  # Longer words are not in the index of every database.


class FullText:
    """Find words in the full-text index of the database."""

    def search(self, rows, text):
        """
        Return the rows with all words of the text; those that have them in the first field first.

        Among equals, the newest come first: the newest 200 of either kind. See docs/search.md.
        The index is read at once, in two queries, and not for each use of the returned rows.
        """
        wanted, unwanted = parse(text)
        if not wanted or max(len(word) for term in wanted for word in term.words) > MAX_LENGTH:
            return rows.none()
        first, *others = fields = declared_fields(rows.model, "search_fields")
        in_first = newest_keys(rows, wanted, unwanted, [first])
        anywhere = newest_keys(rows, wanted, unwanted, fields) if others else []
        rank = Case(When(pk__in=in_first, then=1), default=0)
        found = rows.filter(pk__in={*in_first, *anywhere})
        return found.annotate(rank=rank).order_by("-rank", "-pk")

    def spans(self, text, words):
        """Yield start and end of each word of the text that is looked for, in order."""
        return spans(text, parse(words)[0])


def newest_keys(rows, wanted, unwanted, fields):
    """Return the keys of the newest rows that have all words in these fields."""
    rows, all_fields = rows.order_by(), declared_fields(rows.model, "search_fields")
    for term in [*wanted, *unwanted]:
        if term.is_unspaced and term in wanted:
            rows = rows.filter(*[contains(word, fields) for word in term.words])
        elif term.is_unspaced:
            rows = rows.exclude(*[contains(word, all_fields) for word in term.words])
    connection = connections[rows.db]
    terms = ([term for term in some if not term.is_unspaced] for some in (wanted, unwanted))
    in_first = len(fields) < len(all_fields)
    try:
        sql, params = index_of(rows.model, connection).newest(rows, *terms, in_first)
    except EmptyResultSet:  # There are no rows to search.
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [key for (key,) in cursor]
