from job2.models import Author, Book

# TODO: write the queries of sqlalchemy_queries.py as querysets.


def long_books(minimum):
    """Return title and pages of books with at least so many pages, the longest first."""
    return Book.objects.none().values_list("title", "pages")


def books_to_count(names):
    """Return title and author of the books by these authors, and of those without pages."""
    return Book.objects.none().values_list("title", "author__name")


def quiet_authors(maximum):
    """Return name and number of books of authors with fewer than so many books."""
    return Author.objects.none().values_list("name", "pk")
