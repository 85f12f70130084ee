"""Attacks on the shop, and what stops them."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from core.tests.marks import searches
from shop.models import Product
from shop.tests.conftest import SHOP

pytestmark = pytest.mark.django_db

PAYLOAD = "<script>alert(1)</script>"
SHOWN = "&lt;script&gt;alert(1)&lt;/script&gt;"


def test_script_in_a_product_is_shown_as_text(client, make_product):
    product = make_product(slug="x", title=PAYLOAD, description=PAYLOAD)

    for path in (SHOP, product.get_absolute_url()):
        response = client.get(path)
        assertContains(response, SHOWN)
        assertNotContains(response, PAYLOAD)


def test_script_in_an_address_is_shown_as_text(client, customer, make_order):
    order = make_order(name=PAYLOAD, street=PAYLOAD)
    client.force_login(customer)

    for page in ("", "invoice/"):
        response = client.get(f"{SHOP}orders/{order.pk}/{page}")
        assertContains(response, SHOWN)
        assertNotContains(response, PAYLOAD)


def test_script_in_a_search_is_shown_as_text(client):
    response = client.get(SHOP, {"q": f'"{PAYLOAD}'})

    assertContains(response, SHOWN)
    assertNotContains(response, PAYLOAD)


@searches
@pytest.mark.parametrize("attack", ["' OR '1'='1", "x') OR 1=1 --", "%' OR 1=1 --"])
def test_sql_in_a_search_finds_nothing(client, product, attack):
    found = client.get(SHOP, {"q": "Hammer"}).context["product_list"]
    attacked = client.get(SHOP, {"q": attack}).context["product_list"]

    assert (len(found), len(attacked)) == (1, 0)


@pytest.mark.parametrize("field", ["price", "total", "unit_price", "stock"])
def test_price_sent_with_the_basket_is_ignored(client, product, field):
    client.post(f"{SHOP}basket/add/{product.pk}/", {"quantity": 1, field: "0.01"})

    assertContains(client.get(f"{SHOP}basket/"), "12.00 EUR")
    assert Product.objects.get().stock == 10
