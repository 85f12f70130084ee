from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from django.utils.html import escape
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts import personal_data
from shop import tasks
from shop.basket import BasketLine
from shop.checkout import cancel_unpaid, place_order
from shop.models import Order, OrderLine, Payment, Product
from shop.tasks import send_order_mail
from shop.tests.conftest import ADDRESS, SHOP

pytestmark = pytest.mark.django_db

ALLOWED = {
    ("pending", "paid"),
    ("pending", "cancelled"),
    ("paid", "shipped"),
    ("paid", "refunded"),
    ("shipped", "refunded"),
}
STATES = ["pending", "paid", "shipped", "cancelled", "refunded"]


@pytest.mark.parametrize("before", STATES)
@pytest.mark.parametrize("after", STATES)
def test_only_allowed_transitions_happen(order, before, after):
    Order.objects.update(state=before)
    order.refresh_from_db()

    if (before, after) in ALLOWED:
        order.change_state(after)
    else:
        with pytest.raises(ValidationError, match="it cannot become"):
            order.change_state(after)

    order.refresh_from_db()
    assert order.state == (after if (before, after) in ALLOWED else before)


def test_state_cannot_be_assigned_past_the_rules(order):
    order.state = "shipped"

    with pytest.raises(ValidationError, match="Call change_state"):
        order.save()

    assert Order.objects.get().state == "pending"


def test_new_order_waits_for_payment():
    with pytest.raises(ValidationError, match="Call change_state"):
        Order(state="paid").save()


def test_of_two_changes_at_once_one_wins(order):
    first, second = Order.objects.get(), Order.objects.get()
    first.change_state("paid")

    with pytest.raises(ValidationError, match="changed meanwhile"):
        second.change_state("cancelled")

    assert Product.objects.get().stock == 9


def test_cancelled_goods_are_put_back_once(order):
    order.change_state("cancelled")

    with pytest.raises(ValidationError):
        order.change_state("cancelled")

    assert Product.objects.get().stock == 10


def test_goods_are_put_back_in_the_order_in_which_they_are_taken(
    customer, make_product, django_assert_max_num_queries
):
    saw, axe = make_product("Saw"), make_product("Axe")
    order = Order(customer=customer, email=customer.email, checkout_token=uuid4(), **ADDRESS)
    place_order(order, [BasketLine(axe, 1), BasketLine(saw, 1)])

    with django_assert_max_num_queries(20) as queries:
        order.change_state("cancelled")

    updates = [q["sql"] for q in queries if 'UPDATE "shop_product"' in q["sql"].replace("`", '"')]
    assert [int(sql.split(" = ")[-1]) for sql in updates] == [saw.pk, axe.pk]


def test_email_is_sent_once_however_often_the_task_runs(order):
    for _ in range(3):
        send_order_mail.enqueue(order.pk, "shipped")

    assert [message.subject for message in mail.outbox] == [
        f"Your order {order.number}",
        f"Your order {order.number} is on its way",
    ]


def test_sender_may_have_any_domain(order, settings):
    settings.DEFAULT_FROM_EMAIL = "Laden <info@bücher.example>"

    send_order_mail.enqueue(order.pk, "shipped")

    assert b"@xn--bcher-kva.example" in mail.outbox[-1].message().as_bytes()


def test_mailbox_knows_an_email_that_is_sent_twice(order):
    order.mails.all().delete()  # as if the worker had died before it wrote that down

    send_order_mail.enqueue(order.pk, "placed")

    first, second = (message.message()["Message-ID"] for message in mail.outbox)
    assert first == second
    assert first.startswith(f"<{order.number}.placed@")


def test_email_that_fails_is_sent_by_the_next_run(order, settings):
    working = settings.MAILERS
    settings.MAILERS = {"default": {"BACKEND": "no.such.Backend"}}
    send_order_mail.enqueue(order.pk, "shipped")
    assert not order.mails.filter(kind="shipped").exists()
    settings.MAILERS = working

    send_order_mail.enqueue(order.pk, "shipped")

    assert order.mails.filter(kind="shipped").exists()


def test_email_about_an_order_that_is_gone_is_not_sent(order):
    mail.outbox.clear()

    send_order_mail.enqueue(order.pk + 1, "placed")

    assert mail.outbox == []


def test_name_is_written_in_the_email_as_it_was_typed(make_order):
    order = make_order(name="O'Neil & <Sons>")

    send_order_mail.enqueue(order.pk, "shipped")

    assert "Hello O'Neil & <Sons>," in mail.outbox[1].body


def test_history_shows_own_orders_alone(client, customer, order, make_order, make_user):
    other = make_order(buyer=make_user("Other"))
    client.force_login(customer)

    response = client.get(f"{SHOP}orders/")

    assertContains(response, order.number)
    assertNotContains(response, other.number)


def test_history_costs_the_same_queries_at_any_length(client, customer, django_assert_num_queries):
    client.force_login(customer)
    client.get("/api/shop/orders/")  # The first request of a minute begins to count them.
    for number in (3, 40):
        orders = Order.objects.bulk_create(
            Order(
                customer=customer,
                email=customer.email,
                currency="EUR",
                total=1,
                tax=0,
                checkout_token=f"00000000-0000-0000-{number:04}-{n:012}",
                **ADDRESS,
            )
            for n in range(number)
        )
        OrderLine.objects.bulk_create(
            OrderLine(order=order, title="x", unit_price=1, tax_rate=0, quantity=1)
            for order in orders
        )
        for path, queries in {f"{SHOP}orders/": 5, "/api/shop/orders/": 6}.items():
            with django_assert_num_queries(queries):
                client.get(path)


@pytest.mark.parametrize("page", ["", "pay/", "invoice/"])
def test_orders_of_others_are_not_found(client, reader, order, page):
    client.force_login(reader)

    assert client.get(f"{SHOP}orders/{order.pk}/{page}").status_code == 404
    assert client.get(f"/api/shop/orders/{order.pk}").status_code == 404


@pytest.mark.parametrize("page", ["pay/", "cancel/"])
def test_orders_of_others_are_not_changed(client, reader, order, page):
    client.force_login(reader)

    response = client.post(f"{SHOP}orders/{order.pk}/{page}", {"method": "invoice"})

    assert response.status_code == 404
    assert not Payment.objects.exists()
    assert Order.objects.get().state == "pending"


@pytest.mark.parametrize("page", ["", "1/", "1/pay/", "1/invoice/"])
def test_visitors_are_sent_to_sign_in(client, page):
    path = f"{SHOP}orders/{page}"

    assertRedirects(client.get(path), f"/accounts/login/?next={path}")


@pytest.mark.parametrize("page", ["pay/", "cancel/"])
def test_forged_form_changes_nothing(customer, order, page):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(customer)

    response = browser.post(f"{SHOP}orders/{order.pk}/{page}", {"method": "invoice"})

    assert response.status_code == 403
    assert not Payment.objects.exists()
    assert Order.objects.get().state == "pending"


def test_customer_cancels_until_it_is_paid(client, customer, order, make_order):
    paid = make_order()
    paid.change_state("paid")
    client.force_login(customer)

    client.post(f"{SHOP}orders/{order.pk}/cancel/")
    response = client.post(f"{SHOP}orders/{paid.pk}/cancel/", follow=True)

    assertContains(response, "it cannot become “Cancelled”")
    order.refresh_from_db()
    paid.refresh_from_db()
    assert (order.state, paid.state) == ("cancelled", "paid")


def test_invoice_has_address_lines_and_tax(client, customer, order):
    client.force_login(customer)

    response = client.get(f"{SHOP}orders/{order.pk}/invoice/")

    for text in (order.number, "Mill Lane 4", "Hammer", "10.00", "2.00", "12.00 EUR"):
        assertContains(response, text)


def test_invoice_says_who_sells_and_where_the_money_goes(client, customer, order, settings):
    settings.SHOP_SELLER = ["Quay 1, Bath", "Tax & Co. 12/345", "IBAN DE02 1203 0000 0000 2020 51"]
    client.force_login(customer)

    response = client.get(f"{SHOP}orders/{order.pk}/invoice/")

    seller = "<br>Quay 1, Bath<br>Tax &amp; Co. 12/345<br>IBAN DE02 1203 0000 0000 2020 51<br>"
    assertContains(response, f"{escape(settings.SITE_NAME)}{seller}")


def test_orders_that_nobody_pays_give_their_goods_back(make_order):
    card, invoice, late, fresh = (make_order() for _ in range(4))
    for order in (invoice, late):
        Payment.objects.create(order=order, method="invoice", amount=order.total)
    for order, age in (
        (card, timedelta(minutes=61)),
        (invoice, timedelta(days=13)),
        (late, timedelta(days=15)),
    ):
        Order.objects.filter(pk=order.pk).update(created_at=timezone.now() - age)

    assert cancel_unpaid() == 2

    states = dict(Order.objects.values_list("pk", "state"))
    assert states == {
        card.pk: "cancelled",
        invoice.pk: "pending",
        late.pk: "cancelled",
        fresh.pk: "pending",
    }
    assert Product.objects.get().stock == 8


def test_clock_cancels_what_nobody_pays(make_order):
    order = make_order()
    Order.objects.filter(pk=order.pk).update(created_at="2020-01-01T00:00Z")

    tasks.cancel_unpaid.enqueue()

    order.refresh_from_db()
    assert order.state == "cancelled"


def test_order_outlives_the_account_and_its_owner_is_told_so(customer, order):
    assert personal_data.kept(customer) == [(1, "order")]
    assert personal_data.deleted(customer) == []
    order.payments.create(method="invoice", amount=order.total)
    data = personal_data.export(customer)["orders"][0]
    assert data["total"] == order.total
    assert [(line["title"], line["quantity"]) for line in data["order lines"]] == [("Hammer", 1)]
    assert [payment["method"] for payment in data["payments"]] == ["invoice"]

    customer.delete()

    order.refresh_from_db()
    assert order.customer is None
    assert order.name == ADDRESS["name"]
