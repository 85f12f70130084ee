"""Demo products, and orders of a demo customer in every state."""

import tomllib
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify

from core.demo import DemoUser
from core.demo_images import draw

from .basket import BasketLine
from .checkout import place_order
from .models import Category, Order, Product

USERS = [
    DemoUser(
        email="seller@example.com",
        name="Selma Seller",
        about="keeps the stock and sends orders, in the admin",
        roles=("Shopkeepers",),
        is_staff=True,
    ),
    DemoUser(
        email="customer@example.com",
        name="Carl Customer",
        about="has orders in every state",
    ),
]

CATALOGUE = Path(__file__).parent / "demo_products.toml"

# What the customer ordered: days ago, states that the order passed, pieces by slug
ORDERS = [
    (95, ["paid", "shipped"], {"screwdriver-set": 1, "bicycle-patches": 3}),
    (61, ["paid", "shipped"], {"soldering-kit": 1, "solder-wire": 2}),
    (58, ["paid", "refunded"], {"desk-lamp-kit": 1}),
    (33, ["cancelled"], {"bench-vice": 1}),
    (26, ["paid", "shipped"], {"book-mending-clothes": 1, "darning-mushroom": 1}),
    (4, ["paid"], {"bicycle-patches": 2, "chain-oil": 1}),
    (0, [], {"evening-voucher": 2}),
]


def load():
    """Add the demo products and orders that are not there yet."""
    for item in tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))["product"]:
        load_product(**item)
    customer = get_user_model().objects.get(email="customer@example.com")
    for number, (days_ago, states, pieces) in enumerate(ORDERS):
        load_order(customer, uuid5(NAMESPACE_URL, f"demo order {number}"), days_ago, states, pieces)


def load_product(slug, category, pictures, price, tax_rate=20, **fields):
    """Add one product with its pictures, unless it exists."""
    if Product.objects.filter(slug=slug).exists():
        return
    category, _ = Category.objects.get_or_create(name=category, slug=slugify(category))
    product = Product.objects.create(
        slug=slug,
        category=category,
        price=Decimal(price),
        currency="EUR",
        tax_rate=tax_rate,
        **fields,
    )
    for position, kind in enumerate(pictures):
        picture = ContentFile(draw(kind, seed=f"{slug}{position}"), "picture.png")
        alt = f"An abstract picture of {kind}"
        product.images.create(image=picture, alt=alt, position=position)


def load_order(customer, token, days_ago, states, pieces):
    """Add one order some days ago, unless it exists, and lead it through its states."""
    if Order.objects.filter(checkout_token=token).exists():
        return
    order = Order(
        customer=customer,
        email=customer.email,
        name=customer.name,
        street="Mill Lane 4",
        postcode="8400",
        city="Winterthur",
        country="Switzerland",
        checkout_token=token,
        created_at=timezone.now() - timedelta(days=days_ago, minutes=10),
    )
    products = Product.objects.in_bulk(pieces, field_name="slug")
    lines = [BasketLine(products[slug], number) for slug, number in pieces.items()]
    place_order(order, lines, notify=False)
    for state in states:
        order.change_state(state, notify=False)
