"""Pages that stay in place: each begins where the last one ended, whatever is added on top."""

from typing import Any

from django.http import Http404
from django.views.generic import ListView

MAX_KEY = 2**63 - 1


def key_in(value):
    """Return a number of an address as a primary key, or None; raise Http404 for anything else."""
    if not value:
        return None
    # The length comes first: Python refuses to read numbers of thousands of digits.
    if not (value.isascii() and value.isdecimal() and len(value) < 20 and int(value) <= MAX_KEY):
        raise Http404
    return int(value)


class KeysetListView(ListView):
    """
    Cut a list, which is sorted by `-pk`, into pages by the key of the last row.

    The context has `page`, a list, and `next_before`, the key that the next page begins below,
    or None. It costs the same on every page, and nobody misses a row or sees it twice.
    """

    page_size = 20

    def get_context_data(self, **kwargs):
        """Add the page that `?before=` asks for. One query."""
        context = super().get_context_data(**kwargs)
        rows: Any = self.object_list
        if before := key_in(self.request.GET.get("before")):
            rows = rows.filter(pk__lt=before)
        page = list(rows[: self.page_size + 1])
        has_more = len(page) > self.page_size
        page = page[: self.page_size]
        return context | {"page": page, "next_before": page[-1].pk if has_more else None}
