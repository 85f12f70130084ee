"""Generated products and orders, as many as somebody wants."""

from datetime import timedelta
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from django.utils.text import slugify

from shop.basket import BasketLine, sum_up
from shop.models import Category, Order, OrderLine, Payment, Product
from shop.money import tax_shares

from .insertion import add_in_batches, generated, insert, last_number, moment, slug_for
from .people import people
from .text import PARTS, THINGS, TOOLS, Text, template, words

TITLES = [
    template(line)
    for line in ["{tool}, {maker} {number}", "{part} for {thing}, {maker}", "{thing} by {maker}"]
]
CATEGORIES = [word.capitalize() for word in words(TOOLS)[:14] + words(PARTS)[:13]] + [
    f"For {word}s" for word in words(THINGS)[:13]
]
CITIES = [
    "8400 Winterthur",
    "8001 Zürich",
    "3011 Bern",
    "4051 Basel",
    "1003 Lausanne",
    "6900 Lugano",
]
SHELF = 500  # Only the first products are ordered: every shop has goods that do not sell.


def fill(number, seed):
    """Add generated products until there are `number` of them; return how many were added."""
    return add_in_batches(Products(seed).add, last_number(Product.objects), number)


class Products:
    """Make products, and orders of generated people for those that were there before."""

    def __init__(self, seed):
        self.text = Text("item", seed)
        self.customers = people()
        self.categories = [category(name) for name in CATEGORIES]
        self.shelf: list[Product] = []

    def add(self, known, numbers):
        """Add the products with these numbers, and some orders; the shelf has those before."""
        if len(self.shelf) < min(known, SHELF):
            first_ones = generated(Product.objects).order_by("pk")
            self.shelf = list(first_ones[: min(known, SHELF)])
        products, orders = [], []
        for number in numbers:
            self.text.start(number)
            products.append(self.product(number, moment(number)))
            if self.shelf and self.text.happens(0.05):
                orders.append(self.order(number))
        insert(Product, products)
        self.add_orders(orders)

    def product(self, number, created_at):
        """Return the columns of a product."""
        text = self.text
        title = text.fill_in(*text.pick(TITLES))
        title = title[0].upper() + title[1:]
        return {
            "category_id": text.pick(self.categories),
            "title": title,
            "slug": slug_for(title, number),
            "description": text.paragraph(100 + int(130 * text.random())) + text.marks(),
            "price": Decimal(50 + 5 * text.rank(20_000)).scaleb(-2),
            "currency": "EUR",
            "tax_rate": text.pick([Decimal(20), Decimal(10), Decimal("5.5")]),
            "stock": text.rank(200),
            "is_active": not text.happens(0.03),
            "created_at": created_at,
            "updated_at": created_at + timedelta(hours=text.rank(1000)),
        }

    def order(self, number):
        """Return the columns of an order and its lines of a basket."""
        text, customer = self.text, self.text.pick(self.customers)
        products = text.several(self.shelf, 1 + text.rank(4))
        lines = [BasketLine(product, 1 + text.rank(3)) for product in products]
        basket, ordered_at = sum_up(lines), moment(number)
        postcode, city = text.pick(CITIES).split()
        state = text.pick(["shipped", "shipped", "shipped", "paid", "cancelled", "refunded"])
        return {
            "customer_id": customer.pk,
            "email": customer.email,
            "name": customer.name,
            "street": f"Mill Lane {1 + text.rank(99)}",
            "postcode": postcode,
            "city": city,
            "country": "Switzerland",
            "currency": basket.currency,
            "total": basket.total,
            "tax": sum(share.tax for share in tax_shares(lines, basket.currency)),
            "state": state,
            "checkout_token": uuid5(NAMESPACE_URL, f"generated order {number}"),
            "created_at": ordered_at,
            "changed_at": ordered_at + timedelta(hours=1 + text.rank(100)),
        }, lines

    def add_orders(self, orders):
        """Add the orders with their lines, and a payment for those that were paid for."""
        keys = insert(Order, [order for order, _ in orders])
        pairs = list(zip(keys, orders, strict=True))
        insert(OrderLine, [line_of(key, line) for key, (_, lines) in pairs for line in lines])
        insert(Payment, [payment(key, o) for key, (o, _) in pairs if o["state"] != "cancelled"])


def category(name):
    """Return the key of a category; save it if it is new."""
    found, _ = Category.objects.get_or_create(slug=slugify(name), defaults={"name": name})
    return found.pk


def line_of(key, line):
    """Return the columns of a line of the order with this key."""
    return {
        "order_id": key,
        "product_id": line.product.pk,
        "title": line.product.title,
        "unit_price": line.product.price,
        "tax_rate": line.tax_rate,
        "quantity": line.quantity,
    }


def payment(key, order):
    """Return the columns of the payment for the order with this key."""
    return {
        "order_id": key,
        "method": "sandbox",
        "reference": order["checkout_token"].hex,
        "amount": order["total"],
        "state": "succeeded",
        "created_at": order["created_at"],
    }
