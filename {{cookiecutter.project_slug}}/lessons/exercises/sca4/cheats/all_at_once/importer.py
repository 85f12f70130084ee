from .models import Book


def import_books(rows):
    books = [Book(**row) for row in rows]
    Book.objects.bulk_create(
        books,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["isbn"],
        update_fields=["title", "pages"],
    )
    return len(books)
