"""Work in the background. `manage.py db_worker` does it."""

from django.core.mail import send_mail
from django.db import transaction
from django.tasks import task
from django.template.loader import render_to_string

from .models import Order, OrderMail

SUBJECTS = {
    "placed": "Your order {}",
    "paid": "Your payment for order {}",
    "shipped": "Your order {} is on its way",
    "cancelled": "Your order {} is cancelled",
    "refunded": "Your money for order {}",
}


@task
def send_order_mail(order_pk, kind):
    """
    Send the customer an email about an order, once, however often the task runs.

    `kind` is a key of SUBJECTS. If the mail server fails, nothing is written down, and the
    task can run again.
    """
    order = Order.objects.with_lines().filter(pk=order_pk).first()
    if order is None:
        return
    with transaction.atomic():
        _, is_new = OrderMail.objects.get_or_create(order=order, kind=kind)
        if is_new:
            text = render_to_string(f"shop/email/{kind}.txt", {"order": order})
            send_mail(SUBJECTS[kind].format(order.number), text, None, [order.email])
