"""Pages behind a cursor, at any length, in any order."""

import pytest
from django.contrib.auth import get_user_model
from django.core.signing import BadSignature

from core.pagination import CappedPaginator, page_behind
from core.tests.test_pagination import pages_of, save_people

User = get_user_model()

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db):
    return save_people()


@pytest.mark.parametrize(
    "order",
    [["-date_joined", "-pk"], ["date_joined", "pk"], ["-pk"], ["pk"], ["email"], ["-email"]],
)
@pytest.mark.parametrize("size", [1, 4, 24, 25, 26])
def test_pages_are_the_list_cut_into_pieces(people, order, size, django_assert_num_queries):
    rows = people.order_by(*order)

    pages = pages_of(rows, size, django_assert_num_queries)

    assert [row for page in pages for row in page] == list(rows)
    assert {len(page) for page in pages[:-1]} <= {size}


def test_what_is_added_meanwhile_moves_nothing(people):
    rows = people.order_by("-date_joined", "-pk")
    before = list(rows)
    first, cursor = page_behind(rows, "", 5)

    User.objects.create(email="new@example.com", name="N")
    first[0].delete()

    assert page_behind(rows, cursor, 5)[0] == before[5:10]


@pytest.mark.parametrize("cursor", ["x", "\0", "x" * 10_000, "W10:1vA"])
def test_cursor_of_somebody_else_is_refused(people, cursor):
    with pytest.raises(BadSignature):
        page_behind(people, cursor, 5)


def test_cursor_of_another_table_is_refused(people):
    _, cursor = page_behind(people.order_by("pk"), "", 5)

    with pytest.raises(BadSignature):
        page_behind(people.model.groups.through.objects.order_by("pk"), cursor, 5)


def test_count_below_its_limit_is_exact(people):
    paginator = CappedPaginator(people.order_by("pk"), 10)

    assert (paginator.count, paginator.num_pages, paginator.is_capped) == (25, 3, False)
