from itertools import batched

from .models import Book


def import_books(rows):
    number = 0
    for batch in batched(rows, 1000):
        Book.objects.bulk_create([Book(**row) for row in batch], ignore_conflicts=True)
        number += len(batch)
    return number
