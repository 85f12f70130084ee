"""What is not there is not sold, however many customers come at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

from shop.basket import BasketLine
from shop.checkout import place_order
from shop.models import Order, OrderLine, Product
from shop.tests.conftest import ADDRESS, SHOP

# Each thread has a connection of its own, so nothing may be hidden in a transaction of the test.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def at_once(function, arguments):
    """Call the function with each of the arguments, in a thread each, all at the same moment."""
    start = Barrier(len(arguments))

    def run(argument):
        start.wait(60)
        with closing(connection):
            return function(argument)

    with ThreadPoolExecutor(len(arguments)) as threads:
        return list(threads.map(run, arguments))


@pytest.mark.parametrize("customers", [10, pytest.param(50, marks=pytest.mark.slow)])
def test_many_customers_for_the_last_five_give_five_orders(make_product, make_user, customers):
    product = make_product(stock=5)
    buyers = []
    for number in range(customers):
        buyers.append(client := Client())
        client.force_login(make_user(f"Buyer{number} B"))
        client.post(f"{SHOP}basket/add/{product.pk}/", {"quantity": 1})

    def buy(client):
        form = ADDRESS | {"checkout_token": str(uuid4())}
        response = client.post(f"{SHOP}checkout/", form)
        refused = "Only 0 of" in response.text
        return "refused" if response.status_code == 200 and refused else response.status_code

    answers = at_once(buy, buyers)

    assert Counter(answers) == {302: 5, "refused": customers - 5}
    assert Product.objects.get().stock == 0
    assert Order.objects.count() == OrderLine.objects.count() == 5
    assert Order.objects.exclude(lines__quantity=1).count() == 0


def test_baskets_in_opposite_order_do_not_wait_for_each_other_for_ever(make_product, make_user):
    here, there = make_product("Here", stock=100), make_product("There", stock=100)
    customer = make_user("Customer")

    def buy(products):
        order = Order(customer=customer, email="x@example.com", checkout_token=uuid4(), **ADDRESS)
        return place_order(order, [BasketLine(product, 1) for product in products])

    at_once(buy, [(here, there), (there, here)] * 8)

    assert set(Product.objects.values_list("stock", flat=True)) == {84}


def test_same_form_at_once_is_one_order(make_product, make_user):
    product, customer, token = make_product(), make_user("Customer"), uuid4()

    def buy(_):
        order = Order(customer=customer, email="x@example.com", checkout_token=token, **ADDRESS)
        return place_order(order, [BasketLine(product, 1)]).pk

    assert len(set(at_once(buy, range(8)))) == 1
    assert Product.objects.get().stock == 9


def test_goods_of_an_order_that_many_cancel_at_once_are_put_back_once(make_product, make_order):
    order = make_order(item=make_product("Saw"), quantity=4)

    def cancel(pk):
        try:
            Order.objects.get(pk=pk).change_state("cancelled")
        except ValidationError:
            return False
        return True

    assert sum(at_once(cancel, [order.pk] * 8)) == 1
    assert Product.objects.get(title="Saw").stock == 10


def test_orders_of_one_customer_at_once_do_not_exceed_the_limit_together(
    make_product, make_user, settings
):
    settings.SHOP_UNPAID_PIECES = 3
    product, customer = make_product(), make_user("Customer")

    def buy(_):
        order = Order(customer=customer, email="x@example.com", checkout_token=uuid4(), **ADDRESS)
        try:
            return bool(place_order(order, [BasketLine(product, 1)]))
        except ValidationError:
            return False

    assert sum(at_once(buy, range(8))) == 3
    assert Product.objects.get().stock == 7
