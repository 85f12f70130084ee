from django.db import transaction

from .models import Order


class SoldOut(Exception):
    """There is less of a product than somebody wants."""


@transaction.atomic
def place_order(customer, basket):
    order = Order.objects.create(customer=customer)
    for product, quantity in basket.items():
        if product.stock < quantity:
            raise SoldOut(product.title)
        product.stock -= quantity
        product.save()
        order.lines.create(product=product, quantity=quantity)
    return order
