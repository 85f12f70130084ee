"""Reports for the staff of the shop: a table for a spreadsheet, and the sales."""

import csv
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.spreadsheets import escape_formulas

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


def order_csv(orders):
    """Return a response with one line an order."""
    response = HttpResponse(
        "\ufeff",  # Excel takes the file for UTF-8 by this mark only.
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="orders.csv"'},
    )
    lines = csv.writer(response)
    lines.writerow(COLUMNS)
    lines.writerows(map(cells_of, orders.iterator(2000)))
    return response


def cells_of(order):
    """Return the texts of one line."""
    return [text_of(getattr(order, name)) for name in COLUMNS.values()]


def text_of(value):
    """Return the value as a text that no spreadsheet takes for a formula; a time is a local one."""
    if isinstance(value, datetime):
        value = localtime(value).strftime("%Y-%m-%d %H:%M:%S")
    return escape_formulas(str(value))


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
