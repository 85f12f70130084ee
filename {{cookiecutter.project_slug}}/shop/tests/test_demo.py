from decimal import Decimal

import pytest

from shop.demo import fill
from shop.models import Order, OrderMail, Product
from shop.money import tax_shares

pytestmark = pytest.mark.django_db


def test_generated_orders_add_up():
    fill(2000, 1)

    assert 50 < Order.objects.count() < 200
    for order in Order.objects.with_lines():
        shares = tax_shares(order.lines.all(), order.currency)
        assert order.total == sum(share.gross for share in shares) > 0
        assert order.tax == sum(share.tax for share in shares)


def test_generated_orders_are_in_every_state_but_pending():
    fill(3000, 1)

    states = set(Order.objects.values_list("state", flat=True))
    assert states == {"paid", "shipped", "cancelled", "refunded"}
    for order in Order.objects.prefetch_related("payments"):
        amounts = [payment.amount for payment in order.payments.all()]
        assert amounts == ([] if order.state == "cancelled" else [order.total])


def test_generated_products_differ():
    fill(500, 1)

    products = Product.objects.all()
    assert {product.tax_rate for product in products} == {Decimal(20), Decimal(10), Decimal("5.5")}
    assert len({product.price for product in products}) > 50
    assert len({product.category_id for product in products}) > 20
    assert any(product.stock == 0 for product in products)
    assert any(not product.is_active for product in products)
    assert all(100 <= len(product.description) <= 500 for product in products)


def test_generated_orders_send_no_mail(mailoutbox):
    fill(300, 1)

    assert mailoutbox == []
    assert not OrderMail.objects.exists()


def test_generated_products_are_shown(client):
    fill(50, 1)
    product = Product.objects.active().first()

    assert product.title in client.get(product.get_absolute_url()).text
