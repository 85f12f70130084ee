"""Turn a basket into an order: all of it, or nothing."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from .basket import MAX_PIECES, sum_up
from .models import Order, OrderLine, Product, order_changed
from .money import tax_shares


def place_order(order, lines, expected_total=None, notify=True):
    """
    Save a new order with these lines of a basket, and take the goods out of the stock.

    `order` has its customer, address and checkout token. The same token twice gives the one
    order, however fast the second form comes. `expected_total` is what the customer was shown.
    Raises ValidationError if something is sold out or has another price by now; then neither
    order nor stock has changed.
    """
    same = Order.objects.filter(customer=order.customer, checkout_token=order.checkout_token)
    if earlier := same.first():
        return earlier
    try:
        with transaction.atomic():
            save_order(order, lines, expected_total)
            if notify:
                order_changed.send(Order, order=order, kind="placed")
            return order
    except IntegrityError:
        # The other one of two forms was faster, unless the token was made up.
        if earlier := same.first():
            return earlier
        message = _("This form belongs to another order. Reload this page.")
        raise ValidationError(message) from None


def save_order(order, lines, expected_total):
    """Save the order and its lines; raise ValidationError if it cannot be filled."""
    basket = sum_up(lines)
    if basket is None:
        raise ValidationError(_("Your basket is empty. Choose something first."))
    if expected_total not in (None, basket.total):
        raise ValidationError(
            _(
                "A price has changed: the order now comes to %(total)s. "
                "Look at it again, and send it if you agree."
            )
            % {"total": basket.text}
        )
    check_lines(lines)
    Order._meta.get_field("total").run_validators(basket.total)
    check_unpaid(order.customer, sum(line.quantity for line in lines))
    take_goods(lines)
    order.currency, order.total = basket.currency, basket.total
    order.tax = sum(share.tax for share in tax_shares(lines, basket.currency))
    order.save(force_insert=True)
    OrderLine.objects.bulk_create(
        OrderLine(
            order=order,
            product=line.product,
            title=line.product.title,
            unit_price=line.product.price,
            tax_rate=line.tax_rate,
            quantity=line.quantity,
        )
        for line in lines
    )


def check_lines(lines):
    """Refuse lines that do not fit into one basket."""
    if len({line.product.currency for line in lines}) > 1:
        raise ValidationError(_("The products have several currencies. Order one at a time."))
    for line in lines:
        if line.quantity > MAX_PIECES:
            message = _("You can order at most %(limit)s of “%(product)s”.")
            raise ValidationError(message % {"product": line.product, "limit": MAX_PIECES})


def check_unpaid(customer, pieces):
    """Refuse to keep more pieces from others than one customer may have without paying."""
    get_user_model().objects.select_for_update().get(pk=customer.pk)  # one order after the other
    unpaid = pieces + Order.objects.of(customer).unpaid_pieces()
    if unpaid > settings.SHOP_UNPAID_PIECES:
        raise ValidationError(
            _(
                "Your orders that are not paid for would have %(pieces)s pieces: "
                "%(limit)s at most. Pay for one or cancel it first."
            )
            % {"pieces": unpaid, "limit": settings.SHOP_UNPAID_PIECES}
        )


def take_goods(lines):
    """Take the goods out of the stock; raise ValidationError that names what is missing."""
    # Always in the same order: two baskets with the same products must not wait for each other.
    by_key = sorted(lines, key=lambda line: line.product.pk)
    taken = [Product.objects.take(line.product.pk, line.quantity) for line in by_key]
    missing = [line.product for line, done in zip(by_key, taken, strict=True) if not done]
    if missing:
        left = dict(Product.objects.active().in_bulk([product.pk for product in missing]))
        message = _("Only %(stock)s of “%(product)s” left. Change the quantity in your basket.")
        stocks = [left[product.pk].stock if product.pk in left else 0 for product in missing]
        raise ValidationError(
            [
                message % {"product": product, "stock": stock}
                for product, stock in zip(missing, stocks, strict=True)
            ]
        )


def cancel_unpaid(minutes=60, invoice_days=14):
    """Cancel the orders that were not paid for in time, and return how many there were."""
    cancelled = 0
    for order in Order.objects.overdue(minutes, invoice_days):
        try:
            order.change_state(Order.State.CANCELLED)
        except ValidationError:
            continue  # The customer paid in this moment.
        cancelled += 1
    return cancelled
