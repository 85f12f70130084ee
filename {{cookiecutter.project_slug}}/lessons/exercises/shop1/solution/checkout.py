from django.db import transaction
from django.db.models import F

from .models import Order, Product


class SoldOut(Exception):
    """There is less of a product than somebody wants."""


@transaction.atomic
def place_order(customer, basket):
    """Save and return an order of a basket (product: quantity); SoldOut if anything is missing."""
    order = Order.objects.create(customer=customer)
    for product, quantity in sorted(basket.items(), key=lambda item: item[0].pk):
        enough = Product.objects.filter(pk=product.pk, stock__gte=quantity)
        if not enough.update(stock=F("stock") - quantity):
            raise SoldOut(product.title)
        order.lines.create(product=product, quantity=quantity)
    return order
