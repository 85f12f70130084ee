import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from shop import payments
from shop.models import Order, Payment
from shop.tests.conftest import SHOP

pytestmark = pytest.mark.django_db

APPROVED, DECLINED, NO_ANSWER = "4242 4242 4242 4242", "4000000000000002", "4000-0000-0000-0119"


@pytest.fixture
def payer(client, customer, settings):
    """Return a client of the customer, in a shop that takes sandbox cards."""
    settings.SHOP_SANDBOX_CARD = True
    client.force_login(customer)
    return client


def card(number, expires="12/99"):
    return {"method": "sandbox", "sandbox-number": number, "sandbox-expires": expires}


def pay(client, order, data):
    return client.post(f"{SHOP}orders/{order.pk}/pay/", data, follow=True)


def states(order):
    order.refresh_from_db()
    return order.state, [payment.state for payment in order.payments.all()]


def test_approved_card_pays_the_order(payer, order):
    response = pay(payer, order, card(APPROVED))

    assertRedirects(response, f"{SHOP}orders/{order.pk}/")
    assertContains(response, "Your order is paid for.")
    assert states(order) == ("paid", ["succeeded"])


def test_declined_card_leaves_the_order_and_asks_again(payer, order):
    response = pay(payer, order, card(DECLINED))

    assertRedirects(response, f"{SHOP}orders/{order.pk}/pay/")
    assertContains(response, "The card was declined.")
    assert states(order) == ("pending", ["declined"])


def test_no_answer_leaves_the_order_and_says_so(payer, order):
    response = pay(payer, order, card(NO_ANSWER))

    assertContains(response, "The payment service is not responding. Your order is saved.")
    assert states(order) == ("pending", ["unknown"])


def test_answer_after_a_second_attempt_is_money_to_give_back(payer, order):
    pay(payer, order, card(NO_ANSWER))
    pay(payer, order, card(APPROVED))

    order.payments.get(state="unknown").settle("succeeded")

    assert states(order) == ("paid", ["to_refund", "succeeded"])


def test_answer_for_a_cancelled_order_is_money_to_give_back(payer, order):
    pay(payer, order, card(NO_ANSWER))
    order.change_state("cancelled")

    Payment.objects.get().settle("succeeded")

    assert states(order) == ("cancelled", ["to_refund"])


def test_settled_payment_stays_as_it_is(payer, order):
    pay(payer, order, card(DECLINED))

    Payment.objects.get().settle("succeeded")

    assert states(order) == ("pending", ["declined"])


def test_invoice_that_is_chosen_twice_is_one(payer, order):
    pay(payer, order, {"method": "invoice"})
    pay(payer, order, {"method": "invoice"})

    order.mark_paid()

    assert states(order) == ("paid", ["succeeded"])


def test_invoice_waits_for_the_money(payer, order):
    response = pay(payer, order, {"method": "invoice"})

    assertContains(response, "The invoice is below")
    assert states(order) == ("pending", ["started"])

    order.mark_paid()

    assert states(order) == ("paid", ["succeeded"])


def test_paid_order_is_not_paid_again(payer, order):
    order.change_state("paid")

    response = pay(payer, order, card(APPROVED))

    assertRedirects(response, f"{SHOP}orders/{order.pk}/")
    assert not Payment.objects.exists()


@pytest.mark.parametrize(
    ("number", "expires", "message"),
    [
        ("4242 4242 4242 4241", "12/99", "Enter a valid card number"),
        ("0" * 11, "12/99", "Enter a valid card number"),
        ("٤" * 16, "12/99", "Enter a valid card number"),
        (APPROVED, "13/30", "Type month and year"),
        (APPROVED, "01/20", "has expired"),
    ],
)
def test_card_that_cannot_be_one_is_not_tried(payer, order, number, expires, message):
    response = pay(payer, order, card(number, expires))

    assertContains(response, message)
    assert not Payment.objects.exists()


def test_card_of_this_month_is_valid():
    today = timezone.localdate()

    form = payments.CardForm({"number": APPROVED, "expires": f"{today:%m/%y}"})

    assert form.is_valid()


def test_card_number_is_stored_nowhere(payer, order, caplog):
    pay(payer, order, card(APPROVED))

    stored = [str(row) for model in (Payment, Order) for row in model.objects.values()]
    assert "42424242" not in "".join([*stored, caplog.text, str(dict(payer.session))])


def test_sandbox_card_is_refused_where_it_is_switched_off(payer, order, settings):
    settings.SHOP_SANDBOX_CARD = False

    response = pay(payer, order, card(APPROVED))

    assertNotContains(response, "Card number")
    assert not Payment.objects.exists()


def test_unknown_method_is_not_tried(payer, order):
    assert pay(payer, order, {"method": "gold"}).status_code == 200
    assert not Payment.objects.exists()
