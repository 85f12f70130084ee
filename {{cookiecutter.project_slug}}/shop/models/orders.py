from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth
from django.dispatch import Signal
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.fields import LineField, validate_no_url
from shop.money import CURRENCIES, format_money, tax_shares

from .catalogue import Product

# Sent in the transaction of a change with `order` and `kind`, “placed” or the new state.
order_changed = Signal()


def current_language():
    """Return the language of the visitor, or else that of the site."""
    return get_language() or settings.LANGUAGE_CODE


class OrderQuerySet(models.QuerySet):
    """Query methods for orders."""

    def of(self, user):
        """Return the orders of this person: others do not exist for them."""
        return self.filter(customer_id=user.pk)

    def with_lines(self):
        """Load the lines of all orders in one more query."""
        return self.prefetch_related("lines")

    def unpaid_pieces(self):
        """Return how many pieces wait for a payment."""
        waiting = self.filter(state=Order.State.PENDING)
        return waiting.aggregate(pieces=Sum("lines__quantity"))["pieces"] or 0

    def sold(self):
        """Return the orders that are paid for, shipped or not."""
        return self.filter(state__in=Order.SOLD)

    def overdue(self, minutes, invoice_days):
        """
        Return the orders that wait for a payment for too long.

        A card is charged within minutes; an invoice has days.
        """
        now = timezone.now()
        on_card = ~Q(payments__method="invoice")
        pending = self.filter(state=Order.State.PENDING)
        waiting = pending.filter(created_at__lt=now - timedelta(minutes=minutes))
        paid_late = Q(created_at__lt=now - timedelta(days=invoice_days))
        return waiting.filter(on_card | paid_late)

    def sales_by_month(self):
        """Return month, currency, orders and revenue, a dictionary each, newest first."""
        by_month = self.sold().annotate(month=TruncMonth("created_at"))
        sums = by_month.values("month", "currency").annotate(
            orders=Count("pk"), revenue=Sum("total"), tax=Sum("tax")
        )
        return sums.order_by("-month", "currency")


class Order(models.Model):
    """
    An order with the prices of that moment.

    Its state only changes through `change_state()`. It outlives the customer's account, because
    a shop has to keep its books.
    """

    class State(models.TextChoices):
        """How far an order has come."""

        PENDING = "pending", _("awaiting payment")
        PAID = "paid", _("Paid")
        SHIPPED = "shipped", _("Shipped")
        CANCELLED = "cancelled", _("Cancelled")
        REFUNDED = "refunded", _("Refunded")

    # From each state, those that may follow.
    TRANSITIONS = {
        State.PENDING: {State.PAID, State.CANCELLED},
        State.PAID: {State.SHIPPED, State.REFUNDED},
        State.SHIPPED: {State.REFUNDED},
        State.CANCELLED: set(),
        State.REFUNDED: set(),
    }
    SOLD = [State.PAID, State.SHIPPED]

    customer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="orders",
        verbose_name=_("customer"),
    )
    email = models.EmailField(_("email address"))
    name = LineField(_("name"), max_length=80, validators=[validate_no_url])
    street = LineField(_("street and number"), max_length=120)
    postcode = LineField(_("postcode"), max_length=12)
    city = LineField(_("city"), max_length=80)
    country = LineField(_("country"), max_length=60)
    currency = models.CharField(
        _("currency"), max_length=3, choices=[(code, code) for code in CURRENCIES]
    )
    total = models.DecimalField(_("total"), max_digits=12, decimal_places=2)
    tax = models.DecimalField(
        _("tax"), max_digits=12, decimal_places=2, help_text=_("The tax included in the total.")
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=State,
        default=State.PENDING,
        db_index=True,
        editable=False,
    )
    # Sent with the form of the checkout: the same form twice is the same order.
    checkout_token = models.UUIDField(unique=True, editable=False)
    # Emails about the order are in it.
    language = models.CharField(max_length=10, default=current_language, editable=False)
    created_at = models.DateTimeField(_("ordered at"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["-created_at", "-id"], name="order_newest_first")]
        permissions = [("export_order", "Can export order"), ("refund_order", "Can refund order")]
        verbose_name = _("order")
        verbose_name_plural = _("orders")

    def __str__(self):
        return self.number

    def save(self, *args, **kwargs):
        """Save the order; refuse a state that was assigned instead of reached."""
        stored = Order.objects.filter(pk=self.pk).values_list("state", flat=True).first()
        if self.state != (stored or self.State.PENDING):
            raise ValidationError(f"{self.state!r} was assigned. Call change_state() instead.")
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        """Return the URL of the order, for its customer."""
        return reverse("shop:order_detail", args=[self.pk])

    @property
    def number(self):
        """Return the number that customers and invoices name, such as “2026-000123”."""
        return f"{timezone.localtime(self.created_at):%Y}-{self.pk:06}"

    @property
    def total_text(self):
        """Return the total for people to read."""
        return format_money(self.total, self.currency)

    @property
    def tax_shares(self):
        """Return net, tax and gross for each tax rate."""
        return tax_shares(self.lines.all(), self.currency)

    def may_become(self, state):
        """Return whether the state may follow the present one."""
        return state in self.TRANSITIONS[self.State(self.state)]

    @property
    def can_be_cancelled(self):
        """Return whether the order may still be cancelled."""
        return self.may_become(self.State.CANCELLED)

    @transaction.atomic
    def change_state(self, state, notify=True, is_back=False):
        """
        Change the state; put goods back that are not sold after all; notify the customer.

        Goods that were shipped are put back if `is_back` says that they came back. Raises
        ValidationError if the state may not follow the present one, also when another process
        has changed the order since it was loaded.
        """
        is_here = is_back or self.state != self.State.SHIPPED
        before = Order.objects.filter(pk=self.pk, state=self.state)
        allowed = self.may_become(state)
        if not (allowed and before.update(state=state, changed_at=timezone.now())):
            raise ValidationError(
                _(
                    "Order %(number)s has the state “%(old)s” or was changed meanwhile: "
                    "it cannot become “%(new)s”. Load it again."
                )
                % {
                    "number": self.number,
                    "old": self.get_state_display(),
                    "new": self.State(state).label,
                }
            )
        self.state = state
        if is_here and state in {self.State.CANCELLED, self.State.REFUNDED}:
            for line in self.lines.order_by("product_id"):  # as checkout.take_goods() does
                Product.objects.put_back(line.product_id, line.quantity)
        if notify:
            order_changed.send(Order, order=self, kind=state)

    @transaction.atomic
    def mark_paid(self):
        """Write down that the money for an invoice is there; raise ValidationError as above."""
        self.change_state(self.State.PAID)
        self.payments.settle_invoices()


class OrderLineQuerySet(models.QuerySet):
    """Query methods for the lines of orders."""

    def best_sellers(self):
        """Return title, pieces and orders of what was sold, a dictionary each, most first."""
        sold = self.filter(order__state__in=Order.SOLD)
        sums = sold.values("title").annotate(pieces=Sum("quantity"), orders=Count("order"))
        return sums.order_by("-pieces", "title")


class OrderLine(models.Model):
    """One product of an order, with title and price as they were when it was ordered."""

    order = models.ForeignKey(
        Order, on_delete=models.CASCADE, related_name="lines", verbose_name=_("order")
    )
    product = models.ForeignKey(
        Product, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("product")
    )
    title = models.CharField(_("title"), max_length=120)
    unit_price = models.DecimalField(_("unit price"), max_digits=10, decimal_places=2)
    tax_rate = models.DecimalField(_("tax rate"), max_digits=5, decimal_places=2)
    quantity = models.PositiveIntegerField(_("quantity"), validators=[MinValueValidator(1)])

    objects = OrderLineQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gte=1), name="line_has_a_quantity")
        ]
        verbose_name = _("order line")
        verbose_name_plural = _("order lines")

    def __str__(self):
        return f"{self.quantity} × {self.title}"

    @property
    def unit_price_text(self):
        """Return the price of one piece for people to read."""
        return format_money(self.unit_price, self.order.currency)

    @property
    def total(self):
        """Return the price of all pieces."""
        return self.unit_price * self.quantity

    @property
    def total_text(self):
        """Return the price of all pieces for people to read."""
        return format_money(self.total, self.order.currency)


class OrderMail(models.Model):
    """That an email about an order is sent."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=10)
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "kind"], name="one_mail_of_a_kind")]
        verbose_name = _("order mail")
        verbose_name_plural = _("order mails")

    def __str__(self):
        return self.kind
