from django.apps import AppConfig


class ShopConfig(AppConfig):
    """Products, baskets, orders and payments."""

    name = "shop"
    menu_url = "shop:product_list"
    home_template = "shop/_home.html"
    summary = "Products, a basket, checkout, payment, invoices, and stock that is never oversold."

    def ready(self):
        """Register the checks of this app."""
        from . import checks  # noqa: F401
