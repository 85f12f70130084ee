from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShopConfig(AppConfig):
    """Products, baskets, orders and payments."""

    name = "shop"
    verbose_name = _("Shop")
    menu_url = "shop:product_list"
    home_template = "shop/_home.html"
    summary = _(
        "Products, a basket, checkout, payment, invoices, and stock that is never oversold."
    )

    def ready(self):
        """Register the checks of this app."""
        from . import checks  # noqa: F401
