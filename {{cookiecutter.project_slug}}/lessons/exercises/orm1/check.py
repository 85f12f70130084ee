import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from orm1.exercise import busy_authors
from orm1.models import Article, Author

pytestmark = pytest.mark.django_db


@pytest.fixture
def numbers(word):
    """Save authors with random numbers of articles, two of them with none."""
    numbers = {f"{word} {letter}": random.randint(1, 6) for letter in "abcdefgh"}
    numbers |= {f"{word} y": 0, f"{word} z": 0}
    for name in random.sample(list(numbers), len(numbers)):
        author = Author.objects.create(name=name)
        Article.objects.bulk_create(Article(author=author) for _ in range(numbers[name]))
    return numbers


def expected(numbers, minimum):
    found = [(name, number) for name, number in numbers.items() if number >= minimum]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def check_one_query_is_enough(numbers):
    with CaptureQueriesContext(connection) as queries:
        list(busy_authors(2))

    assert len(queries) == 1, f"Ten authors cost {len(queries)} queries: let one query count."
    sql = queries[0]["sql"].upper()
    assert "COUNT(" in sql, f"The query does not count, Python does: {sql[:90]}"


@pytest.mark.parametrize("minimum", [1, 3, 5])
def check_the_answer_is_the_same(numbers, minimum):
    found = [tuple(pair) for pair in busy_authors(minimum)]

    assert found == expected(numbers, minimum), (
        f"busy_authors({minimum}) returned {found[:3]} …, not {expected(numbers, minimum)[:3]} …"
    )


def check_with_a_minimum_of_none_everybody_is_there(numbers):
    found = [tuple(pair) for pair in busy_authors(0)]

    assert found == expected(numbers, 0), (
        f"busy_authors(0) returned {len(found)} of {len(numbers)} authors: some have no article."
    )
