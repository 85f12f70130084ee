from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import Token
from shop.models import Order, Product
from shop.tests.conftest import ADDRESS, SHOP

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(customer):
    """Return a client that sends a token of the customer, as a program would."""
    secret = Token.objects.issue(customer, "test")
    return Client(enforce_csrf_checks=True, headers={"authorization": f"Bearer {secret}"})


def post(client, data):
    return client.post("/api/shop/orders/", data, content_type="application/json")


def new_order(product, quantity=2, **fields):
    lines = [{"product": product.pk, "quantity": quantity}]
    return ADDRESS | {"checkout_token": str(uuid4()), "lines": lines} | fields


def test_everybody_reads_products(client, product):
    response = client.get("/api/shop/products/")

    assert response.json()["items"] == [
        {
            "id": product.pk,
            "title": "Hammer",
            "slug": "hammer",
            "description": "",
            "price": "12.00",
            "currency": "EUR",
            "tax_rate": "20.00",
            "stock": 10,
            "category": "Tools",
            "images": [],
            "url": f"{SHOP}products/hammer/",
        }
    ]


def test_token_orders_and_reads_the_order(api, product):
    created = post(api, new_order(product))

    assert created.status_code == 201
    assert created.json()["total"] == "24.00"
    assert created.json()["lines"][0]["quantity"] == 2
    assert Product.objects.get().stock == 8
    found = api.get(f"/api/shop/orders/{created.json()['id']}")
    assert found.json() == created.json()


def test_same_token_twice_is_one_order(api, product):
    data = new_order(product)

    assert post(api, data).json()["id"] == post(api, data).json()["id"]
    assert Order.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"lines": []},
        {"lines": [{"product": 10**30, "quantity": 1}]},
        {"lines": [{"product": 1, "quantity": 0}]},
        {"lines": [{"product": 999_999, "quantity": 1}]},
        {"checkout_token": "x"},
        {"expected_total": "1.00"},
        {"city": ""},
        {"name": "\0"},
    ],
)
def test_order_that_cannot_be_filled_is_refused(api, product, change):
    response = post(api, new_order(product, **change))

    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    assert not Order.objects.exists()


def test_more_than_the_stock_is_refused(api, product):
    twice = [{"product": product.pk, "quantity": 6}] * 2

    response = post(api, new_order(product, lines=twice))

    assert response.status_code == 422
    assert "Only 10 of" in response.json()["errors"][0]["detail"]
    assert Product.objects.get().stock == 10


def test_products_in_two_currencies_are_refused(api, make_product):
    lines = [
        {"product": make_product(title, currency=currency).pk, "quantity": 1}
        for title, currency in (("A", "EUR"), ("B", "CHF"))
    ]

    response = post(api, new_order(make_product(), lines=lines))

    assert "several currencies" in response.json()["errors"][0]["detail"]


def test_visitors_have_no_orders(client, product):
    assert client.get("/api/shop/orders/").status_code == 401
    assert post(client, new_order(product)).status_code == 401


def test_list_has_own_orders_alone(api, order, make_order, make_user):
    make_order(buyer=make_user("Other"))

    assert [item["id"] for item in api.get("/api/shop/orders/").json()["items"]] == [order.pk]


def test_list_is_kept_for_visitors(client, product, page_cache, django_assert_num_queries):
    first = client.get("/api/shop/products/").json()
    assert first["items"]

    with django_assert_num_queries(0):
        assert client.get("/api/shop/products/").json() == first
