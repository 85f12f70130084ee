from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Case, Q, QuerySet, When
from django.db.models.expressions import RawSQL

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
        finds nothing.
        """
        query = Query.parse(text)
        if not query.wanted or any(term.is_too_long for term in query.wanted):
            return self.none()
        model: Any = self.model
        first, *others = model.search_fields
        try:
            in_first = newest(self, query, [first])
            anywhere = newest(self, query, [first, *others]) if others else in_first
        except EmptyResultSet:  # There are no rows to search.
            return self.none()
        if not others:
            return self.filter(pk__in=in_first).order_by("-pk")
        # A union is looked up key by key, where PostgreSQL reads every row for an OR.
        either = RawSQL(f"{in_first.sql} UNION {anywhere.sql}", in_first.params + anywhere.params)  # noqa: S611
        rank = Case(When(pk__in=in_first, then=1), default=0)
        return self.filter(pk__in=either).annotate(rank=rank).order_by("-rank", "-pk")


def newest(rows, query, fields):
    """Return a subquery with the keys of the newest rows that have all words in these fields."""
    rows = rows.order_by()
    for term in query.wanted:
        if term.is_unspaced:
            rows = rows.filter(*[contains(word, fields) for word in term.words])
    for term in query.unwanted:
        if term.is_unspaced:
            rows = rows.exclude(*[contains(word, rows.model.search_fields) for word in term.words])
    index = index_of(rows.model, connections[rows.db])
    wanted = [term for term in query.wanted if not term.is_unspaced]
    unwanted = [term for term in query.unwanted if not term.is_unspaced]
    sql, params = index.newest(rows, wanted, unwanted, fields != rows.model.search_fields)
    # MariaDB takes LIMIT in a subquery of a subquery alone.
    return RawSQL(f"SELECT * FROM ({sql}) AS newest", tuple(params))  # noqa: S608, S611


def contains(word, fields):
    """Return a condition for rows with a word that no index tells apart from its neighbours."""
    return reduce(or_, [Q(**{f"{field}__icontains": word}) for field in fields])
