import random

import pytest
from django.db import connection
from django.db.models.query import QuerySet
from django.test.utils import CaptureQueriesContext
from job2 import exercise, sqlalchemy_queries
from job2.models import Author, Book
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rows(word):
    """Save authors with random numbers of books, some of which have no pages."""
    titles = random.sample(range(1000), 200)
    for letter in random.sample("abcdefgh", 8):
        author = Author.objects.create(name=f"{word} {letter}")
        for _ in range(0 if letter == "a" else random.randint(1, 9)):
            pages = random.choice([None, 100, 200, random.randint(10, 900)])
            Book.objects.create(title=f"{word} {titles.pop():03}", pages=pages, author=author)


@pytest.fixture
def engine():
    """Let SQLAlchemy use Django's connection, without ending the transaction of the check."""
    connection.ensure_connection()
    return create_engine(
        "sqlite://",
        creator=lambda: connection.connection,
        poolclass=StaticPool,
        pool_reset_on_return=None,
        skip_autocommit_rollback=True,
    )


@pytest.fixture
def compare(engine):
    """Return a function that runs a query of both, and compares the rows."""

    def compare(name, argument):
        statement = getattr(sqlalchemy_queries, name)(argument)
        with engine.connect() as session:
            theirs = [tuple(row) for row in session.execute(statement)]
        with CaptureQueriesContext(connection) as queries:
            found = getattr(exercise, name)(argument)
            assert isinstance(found, QuerySet), (
                f"{name}() returned a {type(found).__name__}, and should return a queryset."
            )
            ours = [tuple(row) if isinstance(row, tuple | list) else row for row in found]
        explain(f"{name}({argument!r})", ours, theirs)
        assert len(queries) == 1, f"{name}() needed {len(queries)} queries, and one is enough."

    return compare


def explain(what, ours, theirs):
    """Fail with the first difference between the rows of both."""
    assert len(ours) == len(theirs), (
        f"The number of rows of {what}: SQLAlchemy finds {len(theirs)}, Django {len(ours)}."
    )
    for number, (our, their) in enumerate(zip(ours, theirs, strict=True), 1):
        assert our == their, f"Row {number} of {what}: SQLAlchemy finds {their}, Django {our}."


def check_long_books_are_the_same(compare):
    for minimum in (100, 200, random.randint(10, 500)):
        compare("long_books", minimum)


def check_books_to_count_are_the_same(compare, word):
    compare("books_to_count", [f"{word} b", f"{word} c"])
    compare("books_to_count", [])


def check_quiet_authors_are_the_same(compare):
    for maximum in (1, random.randint(3, 8), 20):
        compare("quiet_authors", maximum)
