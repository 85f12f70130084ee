import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from orm2.exercise import titles_with_authors
from orm2.models import Article, Author

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles(word):
    for number in reversed(range(20)):
        author = Author.objects.create(name=f"{word} {number:02}")
        Article.objects.create(title=f"Title {number:02}", author=author)


def check_two_queries_are_enough(articles):
    with CaptureQueriesContext(connection) as queries:
        titles_with_authors()

    assert len(queries) <= 2, (
        f"20 articles cost {len(queries)} queries: ask for the authors in one."
    )


def check_titles_and_authors_are_right(articles, word):
    expected = [f"Title {number:02} by {word} {number:02}" for number in range(20)]

    found = titles_with_authors()

    assert sorted(found) == expected, f"It has {found[:2]} …, and should have {expected[:2]} …"
    assert found == expected, "The articles should be in the order of their titles."
