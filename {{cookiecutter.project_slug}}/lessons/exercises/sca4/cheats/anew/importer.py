from itertools import batched

from .models import Book


def import_books(rows):
    number = 0
    for batch in batched(rows, 1000):
        Book.objects.filter(isbn__in=[row["isbn"] for row in batch]).delete()
        Book.objects.bulk_create([Book(**row) for row in batch])
        number += len(batch)
    return number
