from django.db import migrations

from accounts.roles import Grant

CATALOGUE = [
    f"shop.{action}_{model}"
    for model in ("category", "product", "productimage")
    for action in ("add", "change", "delete", "view")
]
ORDERS = ["shop.change_order", "shop.view_order", "shop.export_order", "shop.refund_order"]
RECORDS = ["shop.view_orderline", "shop.view_payment"]


class Migration(migrations.Migration):
    """Say what those who keep the shop may do."""

    dependencies = [("accounts", "0001_initial"), ("shop", "0001_initial")]

    operations = [Grant("Shopkeepers", [*CATALOGUE, *ORDERS, *RECORDS])]
