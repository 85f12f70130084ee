import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from sca4.importer import import_books
from sca4.models import Book

pytestmark = pytest.mark.django_db


def rows(word, numbers):
    """Yield a row for each number."""
    for number in numbers:
        yield {"isbn": f"{number:013}", "title": f"{word} {number}", "pages": 10 + number % 900}


def saved():
    return set(Book.objects.values_list("isbn", "title", "pages"))


def as_set(rows):
    return {(row["isbn"], row["title"], row["pages"]) for row in rows}


def check_three_queries_are_enough_for_a_thousand_rows(word):
    for numbers, what in ((range(1000), "new"), (range(500, 1500), "known and new")):
        with CaptureQueriesContext(connection) as queries:
            import_books(rows(word, numbers))

        verbs = ("SELECT", "INSERT", "UPDATE", "DELETE")
        number = sum(query["sql"].startswith(verbs) for query in queries)
        assert number <= 3, (
            f"1000 rows of {what} books needed {number} queries: save many rows with one."
        )
        count = Book.objects.count()
        assert count == numbers[-1] + 1, f"Of {numbers[-1] + 1} books, {count} were saved."


def check_no_more_than_a_thousand_rows_are_read_ahead(word):
    ahead = []

    def watched():
        for number, row in enumerate(rows(word, range(1300))):
            if number % 250 == 0:
                ahead.append(number - Book.objects.count())
            yield row

    import_books(watched())

    assert max(ahead) <= 1000, (
        f"{max(ahead)} rows had been read and not saved: take a thousand, save them, go on."
    )
    assert Book.objects.count() == 1300, f"Of 1300 rows, {Book.objects.count()} were saved."


def check_known_books_are_updated_and_others_stay(word):
    numbers = random.sample(range(2000), 600)
    old, new, untouched = numbers[:300], numbers[200:500], numbers[:200]
    import_books(rows("old", old))
    pks = dict(Book.objects.values_list("isbn", "pk"))

    import_books(rows(word, new))

    expected = as_set(rows("old", untouched)) | as_set(rows(word, new))
    wrong = sorted(expected ^ saved())
    assert not wrong, (
        f"200 books should stay, 100 be updated, 200 be added. {len(wrong)} differ, as {wrong[0]}."
    )
    now = dict(Book.objects.values_list("isbn", "pk"))
    assert all(now[isbn] == pk for isbn, pk in pks.items()), (
        "A known book has got another primary key: update it, others may refer to it."
    )


@pytest.mark.parametrize("length", [0, 1, random.randint(2, 200)])
def check_the_number_of_rows_is_returned(word, length):
    number = import_books(rows(word, range(length)))

    assert number == length, f"There were {length} rows, and import_books() returned {number!r}."
    assert saved() == as_set(rows(word, range(length))), (
        f"Of {length} rows, {Book.objects.count()} were saved: mind the last ones."
    )
