"""
How customers pay.

A payment provider plugs in here: write a subclass of PaymentMethod whose `pay()` asks the
provider, add it to METHODS, and let the provider send its later answers to the webhook
(webhooks.py). `payment.reference` is what both sides call the payment; hand it over, together
with `payment.amount` and `payment.order.currency`.

Two methods need no account anywhere: an invoice, and a sandbox card for trying things out.
"""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import Payment

State = Payment.State


class PaymentMethod:
    """One way to pay: its words, what it asks the customer, and how it asks for the money."""

    slug: str
    name: Any
    button: Any
    form_class: type[forms.Form] = forms.Form

    def pay(self, payment, data):
        """
        Ask for the money, with the cleaned data of the form, and return a state of Payment.

        STARTED means that the money comes later. Raise TimeoutError where the provider does
        not answer: the customer may try again, and the webhook may still bring an answer.
        """
        raise NotImplementedError


class Invoice(PaymentMethod):
    """The customer gets an invoice; staff mark the order as paid when the money is there."""

    slug = "invoice"
    name = _("Invoice: you transfer the money within 14 days")
    button = _("Order on invoice")

    def pay(self, payment, data):
        """Return that the money comes later."""
        return State.STARTED


class CardForm(forms.Form):
    """Ask for a card. What is typed here is handed on, and stored nowhere."""

    number = forms.CharField(
        label=_("Card number"),
        max_length=23,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "cc-number"}),
        help_text=_(
            "4242 4242 4242 4242 is approved, 4000 0000 0000 0002 declined; "
            "4000 0000 0000 0119 gets no answer."
        ),
    )
    expires = forms.CharField(
        label=_("Valid until"),
        max_length=7,
        widget=forms.TextInput(attrs={"placeholder": _("MM/YY"), "autocomplete": "cc-exp"}),
    )

    def clean_number(self):
        """Return the digits; refuse what cannot be a card number."""
        digits = re.sub(r"[ -]", "", self.cleaned_data["number"])
        if not re.fullmatch(r"[0-9]{12,19}", digits) or luhn(digits) % 10:
            raise forms.ValidationError(_("Enter a valid card number."))
        return digits

    def clean_expires(self):
        """Return year and month; refuse a card that has expired."""
        match = re.fullmatch(r"(0[1-9]|1[0-2]) ?/ ?(?:20)?([0-9]{2})", self.cleaned_data["expires"])
        if not match:
            raise forms.ValidationError(_("Type month and year, such as 09/29."))
        month, year = int(match[1]), 2000 + int(match[2])
        today = timezone.localdate()
        if (year, month) < (today.year, today.month):
            raise forms.ValidationError(_("The card has expired. Use another one."))
        return year, month


def luhn(digits):
    """Return the sum of the Luhn algorithm: a multiple of 10 for numbers without a slip."""
    doubled = [int(digit) * 2 for digit in digits[-2::-2]]
    return sum(map(int, digits[-1::-2])) + sum(number // 10 + number % 10 for number in doubled)


class SandboxCard(PaymentMethod):
    """A card for trying things out: the number decides what happens, and no money moves."""

    slug = "sandbox"
    name = _("Card (sandbox: no money moves)")
    button = _("Pay by card")
    form_class = CardForm
    DECLINED = "4000000000000002"
    NO_ANSWER = "4000000000000119"

    def pay(self, payment, data):
        """Approve, decline or time out, as the number says."""
        if data["number"] == self.NO_ANSWER:
            raise TimeoutError("The sandbox does not answer.")
        return State.DECLINED if data["number"] == self.DECLINED else State.SUCCEEDED


def methods():
    """Return the methods that are in use, by slug."""
    used = [Invoice(), SandboxCard()] if settings.SHOP_SANDBOX_CARD else [Invoice()]
    return {method.slug: method for method in used}


def pay(order, method, data):
    """
    Try to pay for an order, and return the Payment.

    The provider is asked outside of any transaction: a slow answer must not hold locks, and
    the attempt must be on record whatever happens. One that has only begun is gone on with.
    """
    begun = order.payments.filter(method=method.slug, state=State.STARTED)
    payment = begun.first() or order.payments.create(method=method.slug, amount=order.total)
    try:
        state = method.pay(payment, data)
    except TimeoutError:
        state = State.UNKNOWN
    if state != State.STARTED:
        payment.settle(state)
    return payment
