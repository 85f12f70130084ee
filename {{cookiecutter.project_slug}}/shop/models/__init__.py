"""Models of the shop: the catalogue, and the orders with their payments."""

from .catalogue import Category, Product, ProductImage
from .orders import Order, OrderLine, OrderMail, order_changed
from .payments import Payment, PaymentEvent

__all__ = [
    "Category",
    "Order",
    "OrderLine",
    "OrderMail",
    "Payment",
    "PaymentEvent",
    "Product",
    "ProductImage",
    "order_changed",
]
