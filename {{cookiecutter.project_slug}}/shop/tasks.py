"""Send emails about orders, and cancel unpaid ones."""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import task
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

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
    with override(settings.LANGUAGE_CODE):  # Whoever changed the order may read another one.
        text = render_to_string(f"shop/email/{kind}.txt", {"order": order})
        subject = SUBJECTS[kind].format(order.number)
    # A worker that dies here sends the email again: mailboxes know the Message-ID.
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    headers = {"Message-ID": f"<{order.number}.{kind}@{domain}>"}
    EmailMessage(subject, text, to=[order.email], headers=headers).send()
    order.mails.get_or_create(kind=kind)


@task
def cancel_unpaid():
    """Cancel orders that nobody pays, and put their goods back on the shelf."""
    checkout.cancel_unpaid()
