from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from shop.money import format_money

from .orders import Order


def new_reference():
    """Return a name for a payment that nobody can guess."""
    return uuid4().hex


class PaymentQuerySet(models.QuerySet):
    """Query methods for payments."""

    def settle_invoices(self):
        """Mark the invoices that wait for their money as paid."""
        waiting = self.filter(method="invoice", state=Payment.State.STARTED)
        waiting.update(state=Payment.State.SUCCEEDED)


class Payment(models.Model):
    """One attempt to pay for an order."""

    class State(models.TextChoices):
        """The states of a payment."""

        STARTED = "started", _("Started")
        UNKNOWN = "unknown", _("no answer yet")
        DECLINED = "declined", _("Declined")
        SUCCEEDED = "succeeded", _("Succeeded")
        TO_REFUND = "to_refund", _("to be refunded")

    order = models.ForeignKey(
        Order, on_delete=models.CASCADE, related_name="payments", verbose_name=_("order")
    )
    method = models.CharField(_("method"), max_length=20)
    reference = models.CharField(_("reference"), max_length=32, unique=True, default=new_reference)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.STARTED)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("payment")
        verbose_name_plural = _("payments")

    def __str__(self):
        return f"{self.method}, {format_money(self.amount, self.order.currency)}, {self.state}"

    @transaction.atomic
    def settle(self, state):
        """
        Write down what the provider says, and if it has the money, make the order paid.

        What is settled stays settled: a second answer changes nothing. Money for an order that
        is paid for already, or cancelled, is marked to be given back.
        """
        open_states = [self.State.STARTED, self.State.UNKNOWN]
        still_open = Payment.objects.filter(pk=self.pk, state__in=open_states)
        if not still_open.update(state=state):
            self.refresh_from_db()
            return
        self.state = state
        if state == self.State.SUCCEEDED:
            self.pay_order()

    def pay_order(self):
        """Make the order paid, or mark the money to be given back if it is not needed."""
        order = Order.objects.get(pk=self.order_id)
        try:
            order.change_state(Order.State.PAID)
        except ValidationError:
            self.state = self.State.TO_REFUND
            self.save(update_fields=["state"])


class PaymentEvent(models.Model):
    """That a message of a payment provider has been dealt with: it is, once."""

    event_id = models.CharField(max_length=100, unique=True)
    payment = models.ForeignKey(Payment, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=40)
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("payment event")
        verbose_name_plural = _("payment events")

    def __str__(self):
        return f"{self.kind} {self.event_id}"
