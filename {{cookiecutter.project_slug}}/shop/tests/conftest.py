from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from model_bakery import baker

from shop.basket import BasketLine
from shop.checkout import place_order
from shop.models import Category, Order, Product

SHOP = reverse("shop:product_list")
ADDRESS = {
    "name": "Carl Customer",
    "street": "Mill Lane 4",
    "postcode": "8400",
    "city": "Winterthur",
    "country": "Switzerland",
}


@pytest.fixture
def category(db):
    """Return a category."""
    return baker.make(Category, name="Tools", slug="tools")


@pytest.fixture
def make_product(category):
    """Return a function that saves a product: 10 pieces at 12.00 EUR, unless told otherwise."""

    def make(title="Hammer", **fields):
        defaults = {
            "category": category,
            "slug": title.lower().replace(" ", "-"),
            "price": Decimal("12.00"),
            "currency": "EUR",
            "tax_rate": Decimal("20.00"),
            "stock": 10,
        }
        return Product.objects.create(title=title, **defaults | fields)

    return make


@pytest.fixture
def product(make_product):
    """Return a product."""
    return make_product()


@pytest.fixture
def customer(make_user):
    """Return somebody who buys."""
    return make_user("Customer")


@pytest.fixture
def shopkeeper(make_user):
    """Return somebody who keeps the shop."""
    return make_user("Shopkeeper", "Shopkeepers", is_staff=True)


@pytest.fixture
def make_order(customer, product):
    """Return a function that orders pieces of a product."""

    def make(buyer=customer, item=product, quantity=1, **fields):
        order = Order(customer=buyer, email=buyer.email, checkout_token=uuid4(), **ADDRESS | fields)
        return place_order(order, [BasketLine(item, quantity)])

    return make


@pytest.fixture
def order(make_order):
    """Return an order that waits for its payment."""
    return make_order()
