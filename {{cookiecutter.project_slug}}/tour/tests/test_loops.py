"""The ways through a loop that follows a relation."""

import pytest
from django.core.exceptions import FieldFetchBlocked
from django.db import models

from accounts.models import SecurityEvent, User
from tour.pages.orm.loops import WAYS, compare, events, names

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def development(settings):
    """Let events be made up."""
    settings.DEBUG = True


@pytest.mark.parametrize("number", [20, 200])
def test_loop_costs_exactly_so_many_queries(number):
    results = compare(number)

    assert [result.queries for result in results] == [1 + number, 2, 1, 2, 1]
    assert [bool(result.error) for result in results] == [False, False, False, False, True]


def test_fetch_raise_raises():
    with events(20) as rows, pytest.raises(FieldFetchBlocked, match=r"SecurityEvent\.user"):
        names(rows.fetch_mode(models.FETCH_RAISE))

    assert "FieldFetchBlocked: Fetching of SecurityEvent.user blocked." in compare(20)[-1].error


def test_all_ways_but_the_last_find_the_same_names():
    with events(20) as rows:
        found = [names(way(rows)) for way in list(WAYS)[:-1]]

    assert found[0][0].startswith("Guest")
    assert all(others == found[0] for others in found)


def test_loop_leaves_nothing_behind():
    compare(200)

    assert not SecurityEvent.objects.exists()
    assert not User.objects.exists()


def test_loop_takes_the_events_of_the_site_if_there_are_enough(reader):
    SecurityEvent.objects.bulk_create(SecurityEvent(user=reader) for _ in range(20))

    with events(20) as rows:
        assert names(rows) == ["Reader"] * 20
        assert User.objects.count() == 1
