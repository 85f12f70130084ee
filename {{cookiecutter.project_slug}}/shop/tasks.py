"""Send emails about orders, and cancel unpaid ones."""

from django.tasks import task
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core import mail

from . import checkout
from .models import Order

SUBJECTS = {
    "placed": _("Your order {}"),
    Order.State.PAID: _("Your payment for order {}"),
    Order.State.SHIPPED: _("Your order {} is on its way"),
    Order.State.CANCELLED: _("Your order {} is cancelled"),
    Order.State.REFUNDED: _("Refund for order {}"),
}


def queue_order_mail(order, kind, **kwargs):
    """Queue an email about the order, in the transaction that changes it."""
    send_order_mail.enqueue(order.pk, str(kind))


@task
def send_order_mail(order_pk, kind):
    """
    Send the customer an email about an order, unless it was sent before.

    `kind` is a key of SUBJECTS.
    """
    order = Order.objects.with_lines().filter(pk=order_pk).first()
    if order is None or order.mails.filter(kind=kind).exists():
        return
    with override(order.language):  # Whoever changed the order may read another one.
        subject, template = SUBJECTS[kind].format(order.number), f"shop/email/{kind}.txt"
        mail.send(subject, template, {"order": order}, order.email, key=f"{order.number}.{kind}")
    order.mails.get_or_create(kind=kind)


@task
def cancel_unpaid():
    """Cancel orders that nobody pays, and put their goods back on the shelf."""
    checkout.cancel_unpaid()
