from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Case, Q, QuerySet, When

from .engines import index_of
from .words import Query


class SearchQuerySet(QuerySet):
    """Rows of a model with `search_fields` and a SearchIndex on them."""

    def search(self, text):
        """
        Return the rows with all words of the text; those that have them in the first field first.

        Among equals, the newest come first. Of more than 200 of either kind, the newest 200
        are returned. Quotes ask for words side by side, a minus for rows without the word, a
        star for words that begin so. Case and accents make no difference. A text without a word
        finds nothing. The index is asked at once, in two queries, and not for each use of
        what is returned.
        """
        query = Query.parse(text)
        if not query.wanted or any(term.is_too_long for term in query.wanted):
            return self.none()
        model: Any = self.model
        first, *others = model.search_fields
        in_first = newest_keys(self, query, [first])
        anywhere = newest_keys(self, query, [first, *others]) if others else []
        rank = Case(When(pk__in=in_first, then=1), default=0)
        found = self.filter(pk__in={*in_first, *anywhere})
        return found.annotate(rank=rank).order_by("-rank", "-pk")


def newest_keys(rows, query, fields):
    """Return the keys of the newest rows that have all words in these fields."""
    rows = rows.order_by()
    for term in query.wanted:
        if term.is_unspaced:
            rows = rows.filter(*[contains(word, fields) for word in term.words])
    for term in query.unwanted:
        if term.is_unspaced:
            rows = rows.exclude(*[contains(word, rows.model.search_fields) for word in term.words])
    connection = connections[rows.db]
    index = index_of(rows.model, connection)
    wanted = [term for term in query.wanted if not term.is_unspaced]
    unwanted = [term for term in query.unwanted if not term.is_unspaced]
    in_first = fields != rows.model.search_fields
    try:
        sql, params = index.newest(rows, wanted, unwanted, in_first)
    except EmptyResultSet:  # There are no rows to search.
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [key for (key,) in cursor]


def contains(word, fields):
    """Return a condition for rows with a word that no index tells apart from its neighbours."""
    return reduce(or_, [Q(**{f"{field}__icontains": word}) for field in fields])
