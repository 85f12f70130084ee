from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from core.apps import SiteApp


class ShopConfig(SiteApp):
    """Products, baskets, orders and payments."""

    name = "shop"
    verbose_name = _("Shop")
    menu_url = "shop:product_list"
    home_template = "shop/_home.html"
    sitemaps = {
        "products": "shop.sitemaps.ProductSitemap",
        "categories": "shop.sitemaps.CategorySitemap",
    }
    demo = "shop.demo"
    timetable = {"shop.tasks.cancel_unpaid": timedelta(minutes=5)}
    search_fields = {"Product": ["title", "description"]}
    personal_fields = {
        "Order": [
            *["email", "name", "street", "postcode", "city", "country"],
            *["currency", "total", "tax", "state", "language", "created_at"],
        ],
        "OrderLine": ["title", "quantity", "unit_price", "tax_rate"],
        "Payment": ["method", "reference", "amount", "state", "created_at"],
    }
    summary = _(
        "Products, a basket, checkout, payment, invoices, and stock that is never oversold."
    )

    def ready(self):
        """Queue an email whenever an order changes."""
        super().ready()
        from .models import order_changed
        from .tasks import queue_order_mail

        order_changed.connect(queue_order_mail)
