from .models import Order


class SoldOut(Exception):
    """There is less of a product than somebody wants."""


# TODO: all or nothing, with the stock that the database has; and a rule in models.py.
def place_order(customer, basket):
    """Save and return an order of a basket (product: quantity); SoldOut if anything is missing."""
    order = Order.objects.create(customer=customer)
    for product, quantity in basket.items():
        if product.stock < quantity:
            raise SoldOut(product.title)
        product.stock -= quantity
        product.save()
        order.lines.create(product=product, quantity=quantity)
    return order
