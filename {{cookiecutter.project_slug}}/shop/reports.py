"""Reports for the staff of the shop: a table for a spreadsheet, and the sales."""

import csv
from itertools import chain

from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from .models import Order, OrderLine
from .money import format_money, round_money

COLUMNS = {
    "number": "number",
    "ordered at": "created_at",
    "state": "state",
    "name": "name",
    "email": "email",
    "street": "street",
    "postcode": "postcode",
    "city": "city",
    "country": "country",
    "currency": "currency",
    "total": "total",
    "tax": "tax",
}


class Echo:
    """A file that hands back what is written to it."""

    def write(self, text):
        """Return the text."""
        return text


def order_csv(orders):
    """Return a response with one line an order, sent as it is read from the database."""
    rows = (cells_of(order) for order in orders.iterator(2000))
    return StreamingHttpResponse(
        map(csv.writer(Echo()).writerow, chain([list(COLUMNS)], rows)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="orders.csv"'},
    )


def cells_of(order):
    """Return the texts of one line."""
    return [escape_formula(getattr(order, name)) for name in COLUMNS.values()]


def escape_formula(value):
    """Return the value as a text that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def sales_summary(request, model_admin):
    """Show orders and revenue by month and currency, and the ten best sellers. Two queries."""
    context = model_admin.admin_site.each_context(request) | {
        "title": _("Sales"),
        "opts": model_admin.opts,
        "months": [month_of(sums) for sums in Order.objects.sales_by_month()[:24]],
        "best_sellers": OrderLine.objects.best_sellers()[:10],
    }
    return render(request, "shop/admin/sales_summary.html", context)


def month_of(sums):
    """Return the sums of one month and currency, with the amounts as texts."""
    currency = sums["currency"]
    # SQLite adds up in floats: rounding gives the exact sum back, up to 15 digits.
    texts = {
        name: format_money(round_money(sums[name], currency), currency)
        for name in ("revenue", "tax")
    }
    return sums | texts
