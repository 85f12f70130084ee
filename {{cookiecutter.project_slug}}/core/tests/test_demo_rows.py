import random
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import SecurityEvent, User
from core.demo_rows import BATCH, add_in_batches, insert, moment, slug_for

pytestmark = pytest.mark.django_db


def user(number):
    return {"email": f"u{number}@example.net", "name": f"U {number}", "date_joined": moment(number)}


def test_insert_returns_the_keys_in_order():
    keys = insert(User, [user(number) for number in range(1200)])

    names = [user.name for user in User.objects.filter(pk__in=keys).order_by("pk")]
    assert names == [f"U {number}" for number in range(1200)]
    assert keys == sorted(keys)


def test_insert_keeps_given_dates_and_sets_defaults():
    (key,) = insert(User, [user(1)])
    insert(SecurityEvent, [{"user_id": key, "kind": "signed_in", "at": moment(5)}])

    event = SecurityEvent.objects.get()
    assert event.at == moment(5)
    assert event.user.is_active
    assert event.ip_address is None
    event.user.delete()


def test_insert_of_nothing_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert insert(User, []) == []


def test_insert_leaves_no_statement_in_the_log(settings):
    settings.DEBUG = True
    before = len(connection.queries_log)

    insert(User, [user(1)])

    assert len(connection.queries_log) == before


def test_batches_add_each_number_once_and_refer_to_earlier_ones():
    number = 3 * BATCH
    done = random.randrange(number)  # noqa: S311
    added = []

    def add(known, numbers):
        assert known < numbers.start <= numbers.stop - 1 <= known + max(1, min(known, BATCH))
        added.extend(numbers)

    assert add_in_batches(add, done, number, "rows") == number - done
    assert added == list(range(done + 1, number + 1))


def test_batch_is_added_whole_or_not_at_all():
    def add(known, numbers):
        insert(User, [user(number) for number in numbers])
        if known == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_in_batches(add, 0, 100, "rows")

    assert User.objects.count() == 4


def test_progress_is_silent_without_a_terminal(capsys):
    add_in_batches(lambda known, numbers: None, 0, 10, "rows")

    assert capsys.readouterr() == ("", "")


def test_moments_grow_with_the_number():
    moments = [moment(number) for number in [1, 2, 1000, 10_000, 999_999, 1_000_000, 10_000_000]]

    assert moments == sorted(set(moments))
    assert datetime(2016, 1, 2, tzinfo=UTC) < moments[0] < moments[-1] < timezone.now()
    assert moments[-1].year < 2026


def test_slug_has_the_number_and_at_most_80_characters():
    assert slug_for("Über Zürich: 東京, 42!", 7) == "n0000007-über-zürich-東京-42"
    assert len(slug_for("a word " * 40, 10_000_000)) <= 80
