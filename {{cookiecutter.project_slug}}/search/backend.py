from django.db import connections
from django.db.models import Case, When

from core.apps import declared_fields
from core.search import contains

from .engines import index_of
from .words import parse, spans


class FullText:
    """Find words in the full-text index of the database."""

    spans = staticmethod(spans)

    def search(self, rows, text):
        """
        Return the rows with all words of the text; those that have them in the first field first.

        Among equals, the newest come first: the newest 200 of either kind. See docs/search.md.
        The index is read at once, in two queries, and not for each use of the returned rows.
        """
        wanted, unwanted = parse(text)
        if not wanted:
            return rows.none()
        fields = declared_fields(rows.model, "search_fields")
        index, candidates = index_of(rows.model, connections[rows.db]), rows.order_by()
        for term in unwanted:
            is_there = contains(term.words, fields) if term.is_unspaced else index.match([term])
            candidates = candidates.exclude(is_there)
        terms = [term for term in wanted if not term.is_unspaced]
        others = [word for term in wanted if term.is_unspaced for word in term.words]
        found = {}
        for part, columns in index.parts.items():
            some = candidates.filter(contains(others, fields[: len(columns)]))
            found[part] = set(index.newest(some, terms, part))
        rank = Case(When(pk__in=found.get("title", ()), then=1), default=0)
        hits = rows.filter(pk__in=set.union(*found.values()))
        return hits.annotate(rank=rank).order_by("-rank", "-pk")
