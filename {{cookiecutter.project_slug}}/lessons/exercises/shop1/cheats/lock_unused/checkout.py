from django.db import transaction

from .models import Order, Product


class SoldOut(Exception):
    """There is less of a product than somebody wants."""


@transaction.atomic
def place_order(customer, basket):
    """Save and return an order of a basket (product: quantity); SoldOut if anything is missing."""
    Product.objects.select_for_update().filter(pk__in=[product.pk for product in basket])
    order = Order.objects.create(customer=customer)
    for product, quantity in basket.items():
        product.refresh_from_db()
        if product.stock < quantity:
            raise SoldOut(product.title)
        product.stock -= quantity
        product.save()
        order.lines.create(product=product, quantity=quantity)
    return order
