from itertools import batched

from .models import Book

BATCH = 1000


def import_books(rows):
    """Add or update a book for each row, and return how many rows there were."""
    number = 0
    for batch in batched(rows, BATCH):
        Book.objects.bulk_create(
            [Book(**row) for row in batch],
            update_conflicts=True,
            unique_fields=["isbn"],
            update_fields=["title", "pages"],
        )
        number += len(batch)
    return number
