from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Case, When

from core.apps import declared_fields
from core.search import contains

from .engines import index_of
from .words import Query, spans


class FullText:
    """Find words in the full-text index of the database."""

    def search(self, rows, text):
        """
        Return the rows with all words of the text; those that have them in the first field first.

        Among equals, the newest come first. Of more than 200 of either kind, the newest 200
        are returned. Quotes look for words side by side, a minus for rows without the word, a
        star for words that begin so. Case and accents make no difference. A text without a word
        finds nothing. The index is read at once, in two queries, and not for each use of
        the returned rows.
        """
        query = Query.parse(text)
        if not query.wanted or any(term.is_too_long for term in query.wanted):
            return rows.none()
        first, *others = declared_fields(rows.model, "search_fields")
        in_first = newest_keys(rows, query, [first])
        anywhere = newest_keys(rows, query, [first, *others]) if others else []
        rank = Case(When(pk__in=in_first, then=1), default=0)
        found = rows.filter(pk__in={*in_first, *anywhere})
        return found.annotate(rank=rank).order_by("-rank", "-pk")

    def spans(self, text, words):
        """Yield start and end of each word of the text that is looked for, in order."""
        return spans(text, Query.parse(words))


def newest_keys(rows, query, fields):
    """Return the keys of the newest rows that have all words in these fields."""
    rows, all_fields = rows.order_by(), declared_fields(rows.model, "search_fields")
    for term in query.wanted:
        if term.is_unspaced:
            rows = rows.filter(*[contains(word, fields) for word in term.words])
    for term in query.unwanted:
        if term.is_unspaced:
            rows = rows.exclude(*[contains(word, all_fields) for word in term.words])
    connection = connections[rows.db]
    index = index_of(rows.model, connection)
    wanted = [term for term in query.wanted if not term.is_unspaced]
    unwanted = [term for term in query.unwanted if not term.is_unspaced]
    in_first = len(fields) < len(all_fields)
    try:
        sql, params = index.newest(rows, wanted, unwanted, in_first)
    except EmptyResultSet:  # There are no rows to search.
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [key for (key,) in cursor]
