from django.db.models import F

from .models import Order, Product


class SoldOut(Exception):
    """There is less of a product than somebody wants."""


def place_order(customer, basket):
    order = Order.objects.create(customer=customer)
    for product, quantity in basket.items():
        enough = Product.objects.filter(pk=product.pk, stock__gte=quantity)
        if not enough.update(stock=F("stock") - quantity):
            order.delete()
            raise SoldOut(product.title)
        order.lines.create(product=product, quantity=quantity)
    return order
