import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from orm1.exercise import busy_authors
from orm1.models import Article, Author

pytestmark = pytest.mark.django_db


@pytest.fixture
def numbers(word):
    """Save authors, two of one name and two without articles: pairs of name and number."""
    numbers = [(f"{word} {letter}", random.randint(1, 6)) for letter in "abcdefgh"]
    numbers += [(f"{word} h", 6), (f"{word} y", 0), (f"{word} z", 0)]
    for name, number in random.sample(numbers, len(numbers)):
        author = Author.objects.create(name=name)
        Article.objects.bulk_create(Article(author=author) for _ in range(number))
    return numbers


def expected(numbers, minimum):
    found = [(name, number) for name, number in numbers if number >= minimum]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def difference(found, wanted):
    """Return in words where two lists of pairs differ first."""
    if not all(isinstance(pair, tuple) for pair in found):
        return f"{found[0]!r}, and not pairs of name and number"
    if sorted(found) == sorted(wanted):
        return "the right pairs in a wrong order"
    text = f"{len(found)} pairs, and should return {len(wanted)}"
    if fewer := [pair for pair in wanted if pair not in found]:
        text += f"; it lacks {fewer[:3]}"
    if more := [pair for pair in found if pair not in wanted]:
        text += f"; it should not have {more[:3]}"
    return text


def check_one_query_is_enough(numbers):
    with CaptureQueriesContext(connection) as queries:
        list(busy_authors(2))

    assert len(queries) == 1, f"Eleven authors cost {len(queries)} queries: let one query count."
    sql = queries[0]["sql"].upper()
    assert "COUNT(" in sql, f"The query does not count, Python does: {sql[:90]}"


@pytest.mark.parametrize("minimum", [1, 3, 5])
def check_the_answer_is_the_same(numbers, minimum):
    found, wanted = list(busy_authors(minimum)), expected(numbers, minimum)

    assert found == wanted, f"busy_authors({minimum}) returned {difference(found, wanted)}."


def check_with_a_minimum_of_none_everybody_is_there(numbers):
    found = list(busy_authors(0))

    assert found == expected(numbers, 0), (
        f"busy_authors(0) returned {len(found)} of {len(numbers)} authors: some have no article."
    )
