from decimal import Decimal
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from pytest_django.asserts import assertContains, assertRedirects

from shop.basket import BasketLine
from shop.checkout import place_order
from shop.models import Order, OrderLine, Product
from shop.tests.conftest import ADDRESS, SHOP

pytestmark = pytest.mark.django_db


@pytest.fixture
def buyer(client, customer, product):
    """Return a client of somebody who is signed in and has two hammers in the basket."""
    client.force_login(customer)
    client.post(f"{SHOP}basket/add/{product.pk}/", {"quantity": 2})
    return client


def form(**fields):
    return ADDRESS | {"checkout_token": str(uuid4()), "expected_total": "24.00"} | fields


def test_visitors_are_sent_to_sign_in(client):
    assertRedirects(client.get(f"{SHOP}checkout/"), f"/accounts/login/?next={SHOP}checkout/")


def test_empty_basket_leads_back(client, customer):
    client.force_login(customer)

    assertRedirects(client.get(f"{SHOP}checkout/"), f"{SHOP}basket/")


def test_form_shows_what_is_ordered(buyer):
    response = buyer.get(f"{SHOP}checkout/")

    for text in ("Hammer", "Order for 24.00 EUR", "checkout_token", 'value="24.00"'):
        assertContains(response, text)


def test_order_has_its_lines_and_takes_the_stock(buyer, customer, product):
    response = buyer.post(f"{SHOP}checkout/", form())

    order = Order.objects.get()
    assertRedirects(response, f"{SHOP}orders/{order.pk}/pay/")
    assert (order.customer, order.email, order.state) == (customer, customer.email, "pending")
    assert (order.total, order.tax, order.currency) == (Decimal(24), Decimal(4), "EUR")
    assert [str(line) for line in order.lines.all()] == ["2 × Hammer"]
    assert Product.objects.get().stock == 8
    assert "basket" not in buyer.session


def test_order_keeps_title_and_price_when_the_product_changes(buyer, product):
    buyer.post(f"{SHOP}checkout/", form())

    Product.objects.update(title="Sledgehammer", price=99)

    line = OrderLine.objects.get()
    assert (line.title, line.unit_price) == ("Hammer", Decimal(12))


def test_order_survives_its_product(order, product):
    product.delete()

    assert OrderLine.objects.get().title == "Hammer"


def test_same_form_twice_is_one_order(buyer):
    data = form()

    first, second = buyer.post(f"{SHOP}checkout/", data), buyer.post(f"{SHOP}checkout/", data)

    assert Order.objects.count() == 1
    assert first.headers["Location"] == second.headers["Location"]
    assert Product.objects.get().stock == 8


def test_token_of_somebody_else_shows_nothing_of_theirs(buyer, make_order, make_user):
    other = make_order(buyer=make_user("Other"))

    response = buyer.post(f"{SHOP}checkout/", form(checkout_token=str(other.checkout_token)))

    assertContains(response, "Reload this page")
    assert Order.objects.count() == 1
    assert Product.objects.get().stock == 9


def test_sold_out_is_said_and_nothing_changes(buyer):
    Product.objects.update(stock=1)

    response = buyer.post(f"{SHOP}checkout/", form())

    assertContains(response, "Only 1 of “Hammer” left.")
    assert not Order.objects.exists()
    assert Product.objects.get().stock == 1
    assert buyer.session["basket"]


def test_one_missing_product_leaves_the_others_in_stock(customer, make_product):
    here, gone = make_product("Here"), make_product("Gone", stock=0)
    order = Order(customer=customer, email=customer.email, checkout_token=uuid4(), **ADDRESS)

    with pytest.raises(ValidationError, match="Gone"):
        place_order(order, [BasketLine(here, 1), BasketLine(gone, 1)])

    here.refresh_from_db()
    assert here.stock == 10
    assert not Order.objects.exists()


def test_changed_price_is_shown_before_anything_is_ordered(buyer):
    Product.objects.update(price=13)

    response = buyer.post(f"{SHOP}checkout/", form())

    assertContains(response, "the order now comes to 26.00 EUR")
    assert not Order.objects.exists()
    assert Product.objects.get().stock == 10


def test_address_is_needed(buyer):
    response = buyer.post(f"{SHOP}checkout/", form(city="", street="\0"))

    assertContains(response, "This field is required")
    assert not Order.objects.exists()


def test_nobody_sets_state_price_or_customer_by_the_form(buyer, customer, reader):
    extra = {"state": "paid", "total": "0.01", "customer": reader.pk, "unit_price": "0.01"}

    buyer.post(f"{SHOP}checkout/", form(**extra))

    order = Order.objects.get()
    assert (order.state, order.total, order.customer) == ("pending", Decimal(24), customer)


def test_confirmation_is_sent_once_the_order_is_saved(
    buyer, customer, settings, django_capture_on_commit_callbacks
):
    settings.SITE_URL = "https://shop.example"
    settings.SHOP_SELLER = ["Main Street 1, Bern", "IBAN CH93 0076 2011 6238 5295 7"]
    with django_capture_on_commit_callbacks(execute=True):
        buyer.post(f"{SHOP}checkout/", form())

    message = mail.outbox[0]
    assert message.to == [customer.email]
    order = Order.objects.get()
    assert message.subject == f"Your order {order.number}"
    share = order.tax_shares[0]
    for text in (
        "2 × Hammer",
        "12.00 EUR each, 24.00 EUR",
        "Total: 24.00 EUR",
        f"{share.net} net and {share.tax} tax",
        f"{order.street}\n  {order.postcode} {order.city}",
        *settings.SHOP_SELLER,
        f"https://shop.example{order.get_absolute_url()}",
        f"https://shop.example{SHOP}orders/{order.pk}/pay/",
        f"name order {order.number}",
    ):
        assert text in message.body
    assert message.message()["Auto-Submitted"] == "auto-generated"


def test_no_order_sends_no_email(buyer, django_capture_on_commit_callbacks):
    Product.objects.update(stock=0)

    with django_capture_on_commit_callbacks(execute=True):
        buyer.post(f"{SHOP}checkout/", form())

    assert mail.outbox == []


def test_unpaid_orders_of_one_customer_keep_so_many_pieces_from_others(buyer, settings, make_order):
    settings.SHOP_UNPAID_PIECES = 3
    waiting = make_order(quantity=2)

    response = buyer.post(f"{SHOP}checkout/", form())

    assertContains(response, "would have 4 pieces: 3 at most")
    assert Product.objects.get().stock == 8

    waiting.change_state(Order.State.CANCELLED)
    assert buyer.post(f"{SHOP}checkout/", form()).status_code == 302


def test_orders_of_others_do_not_count(buyer, settings, make_order, make_user):
    settings.SHOP_UNPAID_PIECES = 2
    make_order(buyer=make_user("Other"), quantity=2)

    assert buyer.post(f"{SHOP}checkout/", form()).status_code == 302


def test_form_that_is_sent_again_leaves_what_is_in_the_basket_now(buyer, make_product):
    sent = form()
    buyer.post(f"{SHOP}checkout/", sent)
    buyer.post(f"{SHOP}basket/add/{make_product('Saw').pk}/", {"quantity": 1})

    buyer.post(f"{SHOP}checkout/", sent)

    assert list(buyer.session["basket"].values()) == [1]
    assert Order.objects.count() == 1


def test_product_that_left_the_shop_is_not_ordered(buyer):
    Product.objects.update(is_active=False)

    assertContains(buyer.post(f"{SHOP}checkout/", form()), "Only 0 of “Hammer” left")
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    ("pieces", "fields", "message"),
    [
        ((1, 1), {"currency": "CHF"}, "several currencies"),
        ((1, 100), {}, "at most 99"),
        ((99, 99), {"price": Decimal("99999999.99")}, "digits"),
    ],
)
def test_lines_that_do_not_fit_into_an_order_are_refused(
    customer, make_product, pieces, fields, message
):
    products = [make_product("A", price=fields.get("price", 1)), make_product("B", **fields)]
    lines = [BasketLine(*line) for line in zip(products, pieces, strict=True)]

    with pytest.raises(ValidationError, match=message):
        place_order(Order(customer=customer, checkout_token=uuid4(), **ADDRESS), lines)
