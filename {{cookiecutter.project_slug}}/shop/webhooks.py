"""
Messages of a payment provider: what became of a payment that took longer.

The provider signs each message with the secret in SHOP_WEBHOOK_SECRET, like this:

    Webhook-Signature: t=1767225600,v1=<HMAC-SHA256 of "1767225600." and the body, in hex>

A message that is older than five minutes is refused, so that nobody can send a recorded one
again later; one that comes twice has its effect once. Providers repeat a message until they
get an answer of 200.
"""

import hashlib
import hmac
import json
import re
import time
from decimal import Decimal, InvalidOperation

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from core.api import problem

from .models import Payment, PaymentEvent

MAX_AGE_SECONDS = 5 * 60
MAX_BYTES = 10_000
STATES = {
    "payment.succeeded": Payment.State.SUCCEEDED,
    "payment.declined": Payment.State.DECLINED,
}


def signature(body, timestamp, secret):
    """Return the header that a provider sends with a body of bytes."""
    message = f"{timestamp}.".encode() + body
    digest = hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()
    return f"t={timestamp},v1={digest}"


def is_genuine(header, body, secret):
    """Return whether the header was made with the secret, for this body, and not long ago."""
    match = re.fullmatch(r"t=([0-9]{1,12}),v1=[0-9a-f]{64}", header)
    if not match or abs(time.time() - int(match[1])) > MAX_AGE_SECONDS:
        return False
    return hmac.compare_digest(header, signature(body, match[1], secret))


@csrf_exempt  # The signature says who sends it; there is no cookie that another site could abuse.
@require_POST
def webhook(request):
    """Take a message, and answer 200 when it has had its effect, now or earlier."""
    secret = settings.SHOP_WEBHOOK_SECRET
    if not secret:
        return problem(503, "SHOP_WEBHOOK_SECRET is not set.")
    try:
        body = read_body(request)
        if not is_genuine(request.headers.get("Webhook-Signature", ""), body, secret):
            return problem(401, "The signature is missing, wrong or too old.")
        receive(body)
    except ValidationError as error:
        return problem(422, error.message)
    return HttpResponse("ok\n", content_type="text/plain")


def read_body(request):
    """Return the body; raise ValidationError if it is too long."""
    try:
        body = request.body
    except RequestDataTooBig:
        body = b"x" * (MAX_BYTES + 1)
    if len(body) > MAX_BYTES:
        raise ValidationError(f"The body is longer than {MAX_BYTES} bytes.")
    return body


@transaction.atomic
def receive(body):
    """Settle the payment that a message names, unless the message has been here before."""
    event_id, kind, reference, amount = fields_of(body)
    payment = payment_of(reference, amount)
    _, is_new = PaymentEvent.objects.get_or_create(
        event_id=event_id, defaults={"payment": payment, "kind": kind}
    )
    if is_new:
        payment.settle(STATES[kind])


def payment_of(reference, amount):
    """Return the payment; raise ValidationError if there is none, or one of another amount."""
    payment = Payment.objects.filter(reference=reference).select_related("order").first()
    if payment is None:
        raise ValidationError(f"There is no payment with the reference {reference!r}.")
    if amount != (payment.amount, payment.order.currency):
        raise ValidationError("Amount or currency are not those of the payment.")
    return payment


def fields_of(body):
    """Return id, type, reference, and (amount, currency); raise ValidationError without them."""
    try:
        message = json.loads(body)
        texts = [message[name] for name in ("id", "type", "reference", "currency")]
        amount = Decimal(message["amount"]) + 0  # Refuse what cannot be compared, such as sNaN.
    except (KeyError, TypeError, ValueError, InvalidOperation):
        raise ValidationError("Send id, type, reference, amount (a text) and currency.") from None
    event_id, kind, reference, currency = texts
    if not all(isinstance(t, str) and t.isprintable() and 0 < len(t) <= 100 for t in texts):
        raise ValidationError("Send texts of 1 to 100 printable characters.")
    if kind not in STATES:
        raise ValidationError(f"The type {kind!r} is not one of {', '.join(STATES)}.")
    return event_id, kind, reference, (amount, currency)
