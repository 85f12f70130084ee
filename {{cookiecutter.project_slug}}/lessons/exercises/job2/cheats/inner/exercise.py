from django.db.models import Count, Q
from job2.models import Book


def long_books(minimum):
    """Return title and pages of books with at least so many pages, the longest first."""
    books = Book.objects.filter(pages__gte=minimum).order_by("-pages", "title")
    return books.values_list("title", "pages")


def books_to_count(names):
    """Return title and author of the books by these authors, and of those without pages."""
    books = Book.objects.filter(Q(author__name__in=names) | Q(pages__isnull=True))
    return books.order_by("title").values_list("title", "author__name")


def quiet_authors(maximum):
    """Return name and number of books of authors with fewer than so many books."""
    authors = Book.objects.values("author").annotate(number=Count("pk")).filter(number__lt=maximum)
    return authors.order_by("-number", "author__name").values_list("author__name", "number")
