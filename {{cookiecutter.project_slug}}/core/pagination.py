"""
Pages that cost the same with a thousand rows and with a million.

Feeds, timelines and the API go on behind the last row of a page (a keyset), so that nobody
misses a row or sees it twice while others are added. Numbered pages count up to a limit.
"""

from typing import Any

from django.core import signing
from django.core.paginator import Paginator
from django.utils.functional import cached_property
from ninja import Field, Schema
from ninja.errors import ValidationError
from ninja.pagination import PaginationBase


class CappedPaginator(Paginator):
    """Number the pages of a list, and count no more than its first 10,000 rows."""

    max_count = 10_000

    @cached_property
    def count(self):
        """Return the number of rows, or 10,000 where there are more. One query."""
        rows: Any = self.object_list
        return rows.order_by().values("pk")[: self.max_count].count()

    @property
    def is_capped(self):
        """Return whether there may be more rows than the pages show."""
        return self.count == self.max_count


def page_behind(rows, cursor, size):
    """
    Return the rows behind a cursor, a list of at most `size`, and the cursor of the next page.

    The rows are ordered by a field and the key, or by a unique field. The first cursor is "", the
    next one of the last page None. Two queries: the keys come first, so that what is counted for
    a row is counted for this page only. Raises signing.BadSignature for a cursor from elsewhere.
    """
    meta, ordering = rows.model._meta, rows.query.order_by or rows.model._meta.ordering
    names = [name.lstrip("-") for name in ordering]
    fields = [meta.pk if name == "pk" else meta.get_field(name) for name in names]
    salt = " ".join([str(meta), *ordering])
    if cursor:
        values = zip(fields, signing.loads(cursor, salt=salt), strict=True)
        rows = behind(rows, ordering, [field.to_python(value) for field, value in values])
    keys = list(rows.values_list("pk", flat=True)[: size + 1])
    page = list(rows.filter(pk__in=keys))
    if len(page) <= size:
        return page, None
    last = [field.value_to_string(page[size - 1]) for field in fields]
    return page[:size], signing.dumps(last, salt=salt)


def behind(rows, ordering, values):
    """
    Return the rows behind the one with these values.

    `a <= x AND NOT (a = x AND key >= y)` walks the index from x on. The usual
    `a < x OR (a = x AND key < y)` says the same, and makes SQLite read from the beginning.
    """
    back, on = ("lt", "gte") if ordering[0].startswith("-") else ("gt", "lte")
    name, *key = (name.lstrip("-") for name in ordering)
    if not key:
        return rows.filter(**{f"{name}__{back}": values[0]})
    start = rows.filter(**{f"{name}__{back}e": values[0]})
    return start.exclude(**{name: values[0], f"{key[0]}__{on}": values[1]})


class KeysetPagination(PaginationBase):
    """Cut a list of the API into pages of 20 rows, or as many as the client asks for."""

    class Input(Schema):
        """What the client may ask for."""

        limit: int = Field(20, ge=1, le=100)
        after: str = Field("", description="`next` of the page before", max_length=1000)

    class Output(Schema):
        """A page, and what to send as `after` to get the next one."""

        items: list[Any]
        next: str | None

    def paginate_queryset(self, queryset, pagination, request, **params):
        """Return the page that the client asks for; answer 422 for an `after` of their own."""
        try:
            page, following = page_behind(queryset, pagination.after, pagination.limit)
        except signing.BadSignature:
            message = "This is no `next` of a page of this list. Leave it out to begin."
            error = {"loc": ["query", "query", "after"], "msg": message}
            raise ValidationError([error]) from None
        return {"items": page, "next": following}
