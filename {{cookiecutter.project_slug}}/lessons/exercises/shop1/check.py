import random

import pytest
from django.db import IntegrityError, connection, transaction
from shop1.checkout import SoldOut, place_order
from shop1.models import Order, Product

pytestmark = pytest.mark.django_db

LOCK = "/* FOR UPDATE */"


@pytest.fixture
def tea(word):
    return Product.objects.create(title=f"Tea {word}", stock=random.randint(5, 9))


@pytest.fixture
def cup(word):
    return Product.objects.create(title=f"Cup {word}", stock=1)


def stock(product):
    return Product.objects.get(pk=product.pk).stock


def refused(customer, basket):
    """Return whether the order was refused with SoldOut, and with no other exception."""
    try:
        place_order(customer, basket)
    except SoldOut:
        return True
    except IntegrityError as problem:
        raise AssertionError(f"Not SoldOut came, but {problem!r} of the database.") from None
    return False


def check_an_order_that_fails_leaves_nothing_behind(tea, cup):
    before = tea.stock

    assert refused("Anna", {tea: 2, cup: 2}), "Two cups were sold, and there was one."

    assert not Order.objects.exists(), (
        "The second product was sold out, and yet an order was left behind."
    )
    assert stock(tea) == before, (
        f"The order failed, and yet the stock of its first product fell from {before} to "
        f"{stock(tea)}: it was left behind when the second was sold out."
    )
    assert stock(cup) == 1, f"The order failed, and the stock of the cup is {stock(cup)}, not 1."


def check_two_customers_who_saw_the_last_one_do_not_both_get_it(cup):
    annas, bens = Product.objects.get(pk=cup.pk), Product.objects.get(pk=cup.pk)

    assert not refused("Anna", {annas: 1}), "Anna came first, and did not get the last one."
    assert refused("Ben", {bens: 1}), (
        "Ben loaded the page before Anna bought the last one, and bought it as well: his object "
        "still says stock=1. Ask the database in the moment of the sale."
    )
    assert Order.objects.count() == 1, f"There are {Order.objects.count()} orders for one cup."
    assert stock(cup) == 0, f"The stock is {stock(cup)}, and should be 0."


def check_who_buys_between_looking_and_writing_is_not_overlooked(cup, monkeypatch):
    """SQLite has no FOR UPDATE and locks no rows: here it is a comment, for the check to see."""
    sold = []

    def sell_before(execute, sql, params, many, context):
        if not sold and (sql.startswith("UPDATE") or LOCK in sql):
            sold.append(True)
            Product.objects.filter(pk=cup.pk).update(stock=0)
        return execute(sql, params, many, context)

    for feature in ("has_select_for_update", "has_select_for_update_nowait"):
        monkeypatch.setattr(connection.features, feature, True)
    monkeypatch.setattr(connection.ops, "for_update_sql", lambda **options: LOCK)
    with connection.execute_wrapper(sell_before):
        was_refused = refused("Ben", {cup: 1})

    assert was_refused, (
        "Anna bought the last one after Ben's order had looked at the stock and before it wrote "
        "the new one, and Ben got it as well. Compare and reduce in one statement, or lock the row "
        "before you look at it."
    )


def check_an_object_that_is_old_takes_nothing_away(tea):
    before, old = tea.stock, Product.objects.get(pk=tea.pk)

    place_order("Anna", {tea: 2})
    place_order("Ben", {old: 1})

    assert stock(tea) == before - 3, (
        f"Of {before}, 2 and 1 were sold, and {stock(tea)} are said to be left."
    )


def check_a_sale_makes_an_order_with_its_lines(tea, cup, word):
    before = tea.stock

    order = place_order(f"Anna {word}", {tea: 3, cup: 1})

    assert isinstance(order, Order), f"It returned {order!r}, and should return the order."
    assert order.customer == f"Anna {word}", f"The order is for {order.customer!r}."
    lines = {line.product.title: line.quantity for line in order.lines.all()}
    assert lines == {tea.title: 3, cup.title: 1}, f"The lines of the order are {lines}."
    assert (stock(tea), stock(cup)) == (before - 3, 0), (
        f"The stocks are {stock(tea)} and {stock(cup)}, not {before - 3} and 0."
    )


def check_the_database_refuses_a_stock_below_zero(tea):
    try:
        with transaction.atomic():
            Product.objects.filter(pk=tea.pk).update(stock=-1)
    except IntegrityError:
        return
    raise AssertionError("The table took a stock of -1: give the model a CheckConstraint.")
