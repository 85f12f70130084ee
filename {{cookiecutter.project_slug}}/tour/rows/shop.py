from django.conf import settings
from django.db.models import F, Window
from django.db.models.functions import Rank
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shop.models import Order, OrderLine, Product
from shop.money import tax_shares
from tour.pages.orm.query import Query
from tour.pages.versatility import formats
from tour.rows import Feature

ROWS = [
    Feature(
        advantage="rapid",
        feature=_("One model gives products their table, admin and API the same rules"),
        code="shop/models/catalogue.py::Product",
        see="/shop/",
        docs="topics/db/models/",
        proofs=("tour/tests/test_one_model.py", "shop/tests/test_admin.py"),
    ),
    Feature(
        advantage="batteries",
        feature=_("A basket in the session, emails by the task queue, sales in the admin"),
        code="shop/tasks.py::send_order_mail",
        see="/shop/basket/",
        docs="topics/tasks/",
        proofs=(
            "shop/tests/test_basket.py",
            "shop/tests/test_tasks.py",
            "shop/tests/test_admin.py::test_sales_are_summed_by_month_and_currency",
        ),
    ),
    Feature(
        advantage="orm",
        feature=_(
            "The last five pieces, fifty customers at once: five orders, without a line of SQL"
        ),
        code="shop/models/catalogue.py::ProductQuerySet",
        see="/shop/",
        docs="ref/models/expressions/",
        proofs=("shop/tests/test_stock.py",),
    ),
    Feature(
        advantage="security",
        feature=_("Prices, orders of others and payment messages cannot be forged"),
        code="shop/webhooks.py::is_genuine",
        see="/shop/",
        docs="topics/signing/",
        proofs=(
            "shop/tests/test_security.py",
            "shop/tests/test_webhooks.py",
            "shop/tests/test_orders.py::test_orders_of_others_are_not_found",
            "shop/tests/test_orders.py::test_orders_of_others_are_not_changed",
        ),
    ),
    Feature(
        advantage="versatility",
        feature=_("Selling: catalogue, checkout, payments and invoices, as pages and JSON"),
        code="shop/checkout.py::place_order",
        see="/api/shop/products/",
        docs="topics/db/transactions/",
        proofs=(
            "shop/tests/test_checkout.py",
            "shop/tests/test_orders.py",
            "shop/tests/test_payments.py",
            "shop/tests/test_money.py",
            "shop/tests/test_api.py",
        ),
    ),
]


def sell_two(products):
    """Take two pieces out of the stock, if there are two."""
    enough = products.filter(slug="bench-vice", is_active=True, stock__gte=2)
    return enough.update(stock=F("stock") - 2)


def cheapest_of_each_category(products):
    """Return the two cheapest products of each category."""
    place = Window(Rank(), partition_by="category", order_by="price")
    cheapest = products.active().annotate(place=place).filter(place__lte=2)
    return cheapest.values("category__name", "place", "title").order_by("category__name", "place")[
        :20
    ]


QUERIES = [
    Query(
        title=_("Sell two pieces, if there are two"),
        model="shop.Product",
        ask=sell_two,
        changes=True,
    ),
    Query(
        title=_("The two cheapest products of each category"),
        model="shop.Product",
        ask=cheapest_of_each_category,
    ),
]


def example():
    """Return a product that customers see, or None."""
    return Product.objects.active().first()


def order_mail(product, request):
    """Return the email about an order of one piece."""
    line = OrderLine(
        order=Order(currency=product.currency),
        title=product.title,
        unit_price=product.price,
        tax_rate=product.tax_rate,
        quantity=1,
    )
    order = {
        **{"pk": 1, "name": "Ada", "number": "2026-000001", "state": Order.State.PENDING},
        **{"street": "St James's Square 12", "postcode": "SW1Y", "city": "London", "country": "UK"},
        "total_text": product.price_text,
        "lines": {"all": [line]},
        "tax_shares": tax_shares([line], product.currency),
        "get_absolute_url": reverse("shop:order_detail", args=[1]),
    }
    context = {"order": order, "site_url": settings.SITE_URL}
    return render_to_string("shop/email/placed.txt", context)


NO_FORMAT = _("There is no feed here, because products have none.")

FORMATS = [
    formats.page("shop/views.py::ProductDetailView", Product.get_absolute_url),
    formats.answer(
        "shop/api.py::ProductOut", lambda product: reverse("api:get_product", args=[product.pk])
    ),
    formats.email(
        "shop/tasks.py::send_order_mail",
        order_mail,
        _("Made from this site’s own template, with an order invented for this page."),
    ),
]
