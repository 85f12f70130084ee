import pytest

from core.demo import load_all
from shop.models import Order

pytestmark = pytest.mark.django_db


def test_demo_orders_send_no_mail(mailoutbox):
    load_all()

    assert {*Order.objects.values_list("state", flat=True)} == {*Order.State.values}
    assert mailoutbox == []
