from itertools import batched

from .models import Book


def import_books(rows):
    number = 0
    for batch in batched(rows, 1000):
        known = Book.objects.in_bulk([row["isbn"] for row in batch], field_name="isbn")
        Book.objects.bulk_create(Book(**row) for row in batch if row["isbn"] not in known)
        for row in batch:
            if book := known.get(row["isbn"]):
                book.title, book.pages = row["title"], row["pages"]
                book.save()
        number += len(batch)
    return number
