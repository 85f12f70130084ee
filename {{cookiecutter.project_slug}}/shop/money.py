"""Exact amounts of money. Prices include the tax, as customers see them."""

from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import NamedTuple

from django.utils.formats import number_format

# The currencies of the shop, with the number of their decimals.
CURRENCIES = {"CHF": 2, "EUR": 2, "GBP": 2, "JPY": 0, "USD": 2}


class TaxShare(NamedTuple):
    """The share of an order at one tax rate (in percent): `net` and `tax` together are `gross`."""

    rate: Decimal
    net: Decimal
    tax: Decimal
    gross: Decimal


def round_money(amount, currency):
    """Return the amount with the decimals of the currency; half a cent is rounded up."""
    return amount.quantize(Decimal(1).scaleb(-CURRENCIES[currency]), ROUND_HALF_UP)


def is_rounded(amount, currency):
    """Return whether the amount has no more decimals than the currency."""
    return amount == round_money(amount, currency)


def tax_of(gross, rate, currency):
    """Return the tax that an amount contains, at a rate in percent."""
    return round_money(gross * rate / (100 + rate), currency)


def tax_shares(lines, currency):
    """
    Return a TaxShare for each tax rate among the lines, the lowest rate first.

    The tax is rounded once a rate and not once a line, so no cents add up to an error.
    """
    shares = []
    by_rate = sorted(lines, key=lambda line: line.tax_rate)
    for rate, group in groupby(by_rate, key=lambda line: line.tax_rate):
        gross = round_money(sum((line.total for line in group), Decimal(0)), currency)
        tax = tax_of(gross, rate, currency)
        shares.append(TaxShare(rate, gross - tax, tax, gross))
    return shares


def format_money(amount, currency):
    """Return the amount as readers of the language write it, such as “1,234.50 EUR”."""
    return f"{number_format(amount, CURRENCIES[currency], force_grouping=True)} {currency}"
