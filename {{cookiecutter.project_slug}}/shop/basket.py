"""The basket, kept in the session: it is there before visitors sign in, and after."""

from decimal import Decimal
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .models import Product
from .money import format_money

MAX_PIECES = 99


class BasketLine(NamedTuple):
    """Some pieces of one product."""

    product: Product
    quantity: int

    @property
    def total(self):
        """Return the price of all pieces."""
        return self.product.price * self.quantity

    @property
    def total_text(self):
        """Return the price of all pieces for people to read."""
        return format_money(self.total, self.product.currency)

    @property
    def tax_rate(self):
        """Return the tax rate of the product, in percent."""
        return self.product.tax_rate

    @property
    def is_available(self):
        """Return whether there are as many pieces as this."""
        return self.quantity <= self.product.available


class Basket:
    """
    The basket of one session.

    The session holds only numbers of products and quantities: titles and prices are read again
    on each request, so nobody pays a price of yesterday, or one of their own making.
    """

    def __init__(self, request):
        self.session = request.session
        self.pieces = self.session.get("basket", {})

    def __len__(self):
        """Return the number of pieces. No query."""
        return sum(self.pieces.values())

    def lines(self):
        """Return the products, by title, and forget those that were deleted. Two queries."""
        products = Product.objects.with_images().filter(pk__in=self.pieces)
        lines = [BasketLine(product, self.pieces[str(product.pk)]) for product in products]
        if len(lines) < len(self.pieces):
            self.pieces = {str(line.product.pk): line.quantity for line in lines}
            self.session["basket"] = self.pieces
        return lines

    def add(self, product, quantity):
        """Add pieces of a product; raise ValidationError if they do not fit into the basket."""
        currencies = {line.product.currency for line in self.lines()} - {product.currency}
        if currencies:
            raise ValidationError(
                _(
                    "“%(product)s” is sold in %(currency)s, and your basket is in %(other)s. "
                    "Order what is in it first."
                )
                % {"product": product, "currency": product.currency, "other": currencies.pop()}
            )
        self.change(product, self.pieces.get(str(product.pk), 0) + quantity)

    def change(self, product, quantity):
        """Set the number of pieces; 0 removes the product. Raise ValidationError if too many."""
        limit = min(product.available, MAX_PIECES)
        if quantity > limit:
            message = _("You can order at most %(limit)s of “%(product)s”.")
            raise ValidationError(message % {"product": product, "limit": limit})
        self.pieces.pop(str(product.pk), None)
        if quantity > 0:
            self.pieces[str(product.pk)] = quantity
        self.session["basket"] = self.pieces

    def clear(self):
        """Take everything out."""
        self.pieces = {}
        self.session.pop("basket", None)


class Summary(NamedTuple):
    """The total of the lines of a basket."""

    total: Decimal
    currency: str

    @property
    def text(self):
        """Return the total for people to read."""
        return format_money(self.total, self.currency)


def sum_up(lines):
    """Return the total of the lines, or None if there are none."""
    if not lines:
        return None
    return Summary(sum((line.total for line in lines), Decimal(0)), lines[0].product.currency)
