import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects

from shop.models import Product
from shop.tests.conftest import SHOP

pytestmark = pytest.mark.django_db

PASSWORD = "correct-horse-battery"


def add(client, product, quantity=1):
    return client.post(f"{SHOP}basket/add/{product.pk}/", {"quantity": quantity}, follow=True)


def test_pieces_add_up(client, product):
    add(client, product, 2)

    response = add(client, product, 3)

    assertRedirects(response, f"{SHOP}basket/")
    assertContains(response, "60.00 EUR")


def test_zero_pieces_remove_the_product(client, product):
    add(client, product)

    response = client.post(f"{SHOP}basket/change/{product.pk}/", {"quantity": 0}, follow=True)

    assertContains(response, "Your basket is empty")


def test_basket_survives_signing_in(client, customer, product):
    customer.set_password(PASSWORD)
    customer.save()
    customer.mark_email_verified()
    add(client, product, 2)

    client.post("/accounts/login/", {"login": customer.email, "password": PASSWORD})

    assert client.session["_auth_user_id"] == str(customer.pk)
    assertContains(client.get(f"{SHOP}basket/"), "24.00 EUR")


def test_price_is_that_of_today_and_not_that_of_the_session(client, product):
    add(client, product)

    Product.objects.update(price=15)

    assertContains(client.get(f"{SHOP}basket/"), "15.00 EUR")


def test_no_more_than_the_stock_fits(client, product):
    response = add(client, product, 11)

    assertContains(response, "You can order at most 10 of “Hammer”.")
    assert "basket" not in client.session


@pytest.mark.parametrize("quantity", ["", "-1", "x", "1.5", "100", "9" * 40])
def test_number_that_is_none_is_refused(client, product, quantity):
    response = add(client, product, quantity)

    assertContains(response, "Enter a quantity from 1 to 99.")
    assert "basket" not in client.session


def test_one_basket_has_one_currency(client, make_product):
    add(client, make_product("Hammer"))

    response = add(client, make_product("Swiss knife", currency="CHF"))

    assertContains(response, "sold in CHF, and your basket is in EUR")
    assert sum(client.session["basket"].values()) == 1


def test_product_that_left_the_shop_is_marked_and_can_be_removed(client, product):
    add(client, product)

    Product.objects.update(is_active=False)

    assertContains(client.get(f"{SHOP}basket/"), "Sold out.")
    more = client.post(f"{SHOP}basket/change/{product.pk}/", {"quantity": 2}, follow=True)
    assertContains(more, "You can order at most 0")
    client.post(f"{SHOP}basket/change/{product.pk}/", {"quantity": 0})
    assertContains(client.get(f"{SHOP}basket/"), "Your basket is empty")


def test_product_that_was_deleted_is_not_counted(client, product):
    add(client, product)

    product.delete()

    assertContains(client.get(f"{SHOP}basket/"), "Your basket is empty")
    assert client.session["basket"] == {}


def test_basket_keeps_its_currency_when_its_product_leaves(client, product, make_product):
    add(client, product)
    Product.objects.update(is_active=False)

    assertContains(add(client, make_product("Swiss knife", currency="CHF")), "sold in CHF")


def test_product_that_is_sold_meanwhile_is_marked(client, product):
    add(client, product, 5)

    Product.objects.update(stock=2)

    assertContains(client.get(f"{SHOP}basket/"), "2 left.")


def test_basket_costs_the_same_queries_with_many_products(
    client, make_product, django_assert_num_queries
):
    for number in range(20):
        add(client, make_product(f"Product {number}"))

    with django_assert_num_queries(3):  # session, products with categories, images
        client.get(f"{SHOP}basket/")


def test_basket_is_changed_by_post_alone_and_with_the_token(product):
    browser = Client(enforce_csrf_checks=True)

    assert browser.get(f"{SHOP}basket/add/{product.pk}/").status_code == 405
    assert browser.post(f"{SHOP}basket/add/{product.pk}/", {"quantity": 1}).status_code == 403
    assert "basket" not in browser.session
