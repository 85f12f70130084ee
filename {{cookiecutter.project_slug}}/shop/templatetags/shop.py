"""Parts of pages that show the shop and are not pages of it."""

from django import template
from django.conf import settings

from shop.basket import Basket
from shop.models import Product

register = template.Library()


@register.simple_tag
def latest_products(number):
    """Return the newest products that can be bought. Two queries."""
    return Product.objects.active().filter(stock__gt=0).with_images().order_by("-pk")[:number]


@register.simple_tag
def seller():
    """Return the lines that invoices have below the name of the site."""
    return settings.SHOP_SELLER


@register.simple_tag(takes_context=True)
def basket_pieces(context):
    """Return the number of pieces in the visitor's basket. No query beside the session's."""
    return len(Basket(context["request"]))
