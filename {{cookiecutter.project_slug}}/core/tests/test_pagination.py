from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.signing import BadSignature

from core.pagination import CappedPaginator, page_behind

User = get_user_model()

pytestmark = pytest.mark.django_db


def save_people():
    """Save 25 people, of whom ten joined at the same moment."""
    moments = [datetime(2026, 1, max(1, number - 9), tzinfo=UTC) for number in range(25)]
    User.objects.bulk_create(
        User(email=f"{number:02}@example.com", name="N", date_joined=moment)
        for number, moment in enumerate(moments)
    )
    return User.objects.all()


def pages_of(rows, size, django_assert_num_queries):
    """Return all pages of the rows, each found with two queries."""
    cursor, pages = "", []
    while cursor is not None:
        with django_assert_num_queries(2):
            page, cursor = page_behind(rows, cursor, size)
        pages.append(page)
    return pages


@pytest.fixture
def people(db):
    return save_people()


@pytest.mark.parametrize("order", [["-date_joined", "-pk"], ["date_joined", "pk"], ["email"]])
@pytest.mark.parametrize("size", [4, 25])
def test_pages_are_the_list_cut_into_pieces(people, order, size, django_assert_num_queries):
    rows = people.order_by(*order)

    pages = pages_of(rows, size, django_assert_num_queries)

    assert [row for page in pages for row in page] == list(rows)
    assert {len(page) for page in pages[:-1]} <= {size}


def test_cursor_of_somebody_else_is_refused(people):
    with pytest.raises(BadSignature):
        page_behind(people, "W10:1vA", 5)


def test_cursor_of_another_order_is_refused(people):
    _, cursor = page_behind(people.order_by("email"), "", 5)

    with pytest.raises(BadSignature):
        page_behind(people.order_by("-pk"), cursor, 5)


def test_count_ends_at_its_limit(people, monkeypatch):
    monkeypatch.setattr(CappedPaginator, "max_count", 20)
    paginator = CappedPaginator(people.order_by("pk"), 6)

    assert (paginator.count, paginator.num_pages, paginator.is_capped) == (20, 4, True)
