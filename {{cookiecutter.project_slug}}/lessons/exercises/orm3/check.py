import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from orm3.exercise import buy
from orm3.models import Item

pytestmark = pytest.mark.django_db


@pytest.fixture
def stock():
    return random.randint(20, 90)


@pytest.fixture
def item(word, stock):
    Item.objects.create(name="Another", stock=7)
    return Item.objects.create(name=word, stock=stock)


def check_two_stale_copies_both_count(item, stock):
    """Two people loaded the item before either of them bought."""
    first, second = Item.objects.get(pk=item.pk), Item.objects.get(pk=item.pk)

    assert buy(first, 3) is True, "There were enough, and buy() did not return True."
    assert buy(second, 4) is True, "There were enough, and buy() did not return True."

    left = Item.objects.get(pk=item.pk).stock
    assert left == stock - 7, (
        f"Two people with stale copies bought 3 and 4 of {stock}, and {left} are left, "
        f"not {stock - 7}."
    )


def check_one_update_does_it(item):
    with CaptureQueriesContext(connection) as queries:
        buy(item, 2)

    changing = [query["sql"] for query in queries if query["sql"].startswith("UPDATE")]
    assert len(changing) == 1, f"It needed {len(changing)} UPDATEs."
    assert '"stock" - 2' in changing[0].replace("(", "").replace(")", ""), (
        f"The database should subtract; it was told: {changing[0]}"
    )
    condition = changing[0].partition("WHERE")[2].partition("RETURNING")[0]
    assert '"stock"' in condition, (
        f"The UPDATE should ask whether there are enough: {changing[0]}"
    )


def check_what_is_not_there_is_not_sold(item, stock):
    first, second = Item.objects.get(pk=item.pk), Item.objects.get(pk=item.pk)
    buy(first, stock - 1)

    assert buy(second, 2) is False, "One piece was left, two were bought: return False."
    assert Item.objects.get(pk=item.pk).stock == 1, "A purchase that failed changed the stock."
    assert second.stock == 1, (
        f"After False, item.stock is {second.stock}, and 1 is in the database: refresh_from_db()."
    )
    assert buy(second, 1) is True, "The last piece can be bought."
    assert Item.objects.get(pk=item.pk).stock == 0, "After the last piece, the stock is 0."


def check_the_object_knows_what_is_left_and_others_keep_theirs(item, stock):
    buy(item, 5)

    assert item.stock == stock - 5, f"item.stock is {item.stock!r}: refresh_from_db()."
    assert Item.objects.get(name="Another").stock == 7, "Another item was sold as well."
