import json
import time

import pytest
from django.test import Client

from shop.models import Payment, PaymentEvent
from shop.tests.conftest import SHOP
from shop.webhooks import signature

pytestmark = pytest.mark.django_db

SECRET = "for-tests-only-for-tests-only-for-tests-only-for-tests-only"


@pytest.fixture
def payment(order, settings):
    """Return a payment that waits for its answer."""
    settings.SHOP_WEBHOOK_SECRET = SECRET
    return Payment.objects.create(
        order=order, method="sandbox", amount=order.total, state="unknown"
    )


def message(payment, **fields):
    return {
        "id": "event-1",
        "type": "payment.succeeded",
        "reference": payment.reference,
        "amount": "12.00",
        "currency": "EUR",
    } | fields


def send(data, secret=SECRET, age_seconds=0, header=None):
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    header = header or signature(body, int(time.time()) - age_seconds, secret)
    browser = Client(enforce_csrf_checks=True)
    return browser.post(
        f"{SHOP}webhook/",
        body,
        content_type="application/json",
        headers={"webhook-signature": header},
    )


def state_of(payment):
    payment.refresh_from_db()
    return payment.state, payment.order.__class__.objects.get().state


def test_genuine_message_pays_the_order(payment):
    assert send(message(payment)).status_code == 200
    assert state_of(payment) == ("succeeded", "paid")


def test_declined_payment_leaves_the_order(payment):
    assert send(message(payment, type="payment.declined")).status_code == 200
    assert state_of(payment) == ("declined", "pending")


def test_same_message_twice_has_its_effect_once(payment, mailoutbox):
    assert send(message(payment)).status_code == 200
    assert send(message(payment)).status_code == 200

    assert state_of(payment) == ("succeeded", "paid")
    assert PaymentEvent.objects.count() == 1


@pytest.mark.parametrize("age_seconds", [310, 10**6, -310])
def test_recorded_message_is_refused_later(payment, age_seconds):
    assert send(message(payment), age_seconds=age_seconds).status_code == 401
    assert state_of(payment) == ("unknown", "pending")


@pytest.mark.parametrize(
    "header",
    ["", "t=1,v1=", "v1=abc", "t=9999999999,v1=" + "0" * 64, "t=٣,v1=" + "a" * 64],
)
def test_message_without_the_right_signature_is_refused(payment, header):
    assert send(message(payment), header=header or "x").status_code == 401
    assert state_of(payment) == ("unknown", "pending")


def test_message_signed_with_another_secret_is_refused(payment):
    assert send(message(payment), secret="x" * 60).status_code == 401


def test_changed_body_is_refused(payment):
    body = json.dumps(message(payment)).encode()
    header = signature(body, int(time.time()), SECRET)

    assert send(body.replace(b"12.00", b"0.01"), header=header).status_code == 401


@pytest.mark.parametrize(
    "change",
    [
        {"reference": "unknown"},
        {"amount": "0.01"},
        {"amount": "NaN"},
        {"amount": "x"},
        {"amount": None},
        {"currency": "JPY"},
        {"type": "payment.exploded"},
        {"id": ""},
        {"id": 7},
        {"id": "\0"},
        {"reference": "\ud800"},
        {"amount": "sNaN"},
        {"id": "x" * 101},
    ],
)
def test_message_that_does_not_fit_the_payment_is_refused(payment, change):
    response = send(message(payment, **change))

    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    assert state_of(payment) == ("unknown", "pending")
    assert not PaymentEvent.objects.exists()


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff", b"x" * 20_000])
def test_body_that_is_no_message_is_refused(payment, body):
    assert send(body).status_code == 422


def test_without_a_secret_every_message_is_refused(payment, settings):
    settings.SHOP_WEBHOOK_SECRET = ""

    assert send(message(payment), secret="x").status_code == 503
    assert state_of(payment) == ("unknown", "pending")
