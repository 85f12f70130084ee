"""Questions that the site asks about products and orders."""

from datetime import timedelta

from django.apps import apps
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from core.search import SearchQuerySet

LOW_STOCK = 5


class CategoryQuerySet(QuerySet):
    """Questions about categories."""

    def in_use(self):
        """Return the categories with active products, by name."""
        products = apps.get_model("shop", "Product").objects.active()
        return self.filter(Exists(products.filter(category=OuterRef("pk")))).order_by("name")


class ProductQuerySet(SearchQuerySet):
    """Questions about products."""

    def active(self):
        """Return the products that customers see."""
        return self.filter(is_active=True)

    def low_in_stock(self):
        """Return the active products of which few are left."""
        return self.active().filter(stock__lte=LOW_STOCK)

    def with_images(self):
        """Load the categories in the same query, and all images in one more."""
        return self.select_related("category").prefetch_related("images")

    def take(self, pk, quantity):
        """
        Take pieces out of the stock and return True, or return False if there are too few.

        The database compares and subtracts in one statement: of two customers who want the
        last piece at the same moment, one gets True. One query.
        """
        enough = self.active().filter(pk=pk, stock__gte=quantity)
        return enough.update(stock=F("stock") - quantity) == 1

    def put_back(self, pk, quantity):
        """Put pieces back into the stock. One query."""
        self.filter(pk=pk).update(stock=F("stock") + quantity)


class OrderQuerySet(QuerySet):
    """Questions about orders."""

    def of(self, user):
        """Return the orders of this person: others do not exist for them."""
        return self.filter(customer_id=user.pk)

    def with_lines(self):
        """Load the lines of all orders in one more query."""
        return self.prefetch_related("lines")

    def sold(self):
        """Return the orders that are paid for, shipped or not."""
        return self.filter(state__in=["paid", "shipped"])

    def overdue(self, minutes, invoice_days):
        """
        Return the orders that wait for a payment for too long.

        A card is charged within minutes; an invoice has days.
        """
        now = timezone.now()
        payments = apps.get_model("shop", "Payment").objects
        on_invoice = Exists(payments.filter(order=OuterRef("pk"), method="invoice"))
        waiting = self.filter(state="pending", created_at__lt=now - timedelta(minutes=minutes))
        paid_late = Q(created_at__lt=now - timedelta(days=invoice_days))
        return waiting.filter(~on_invoice | paid_late)

    def sales_by_month(self):
        """Return month, currency, orders and revenue, a dictionary each, newest first."""
        by_month = self.sold().annotate(month=TruncMonth("created_at"))
        sums = by_month.values("month", "currency").annotate(
            orders=Count("pk"), revenue=Sum("total"), tax=Sum("tax")
        )
        return sums.order_by("-month", "currency")


class OrderLineQuerySet(QuerySet):
    """Questions about the lines of orders."""

    def best_sellers(self):
        """Return title, pieces and orders of what was sold, a dictionary each, most first."""
        sold = self.filter(order__state__in=["paid", "shipped"])
        sums = sold.values("title").annotate(pieces=Sum("quantity"), orders=Count("order"))
        return sums.order_by("-pieces", "title")
