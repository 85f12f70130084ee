"""Money is exact: no cent appears or gets lost."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from shop.models import Product
from shop.money import CURRENCIES, format_money, is_rounded, round_money, tax_of, tax_shares

amounts = st.decimals(0, 99_999_999, places=2)
rates = st.decimals(0, 100, places=2)
currencies = st.sampled_from(sorted(CURRENCIES))


@st.composite
def baskets(draw):
    """Return the lines of a basket, and their currency."""
    currency = draw(currencies)
    lines = st.builds(
        lambda price, quantity, rate: SimpleNamespace(
            total=round_money(price, currency) * quantity, tax_rate=rate
        ),
        amounts,
        st.integers(1, 99),
        st.sampled_from([Decimal("0"), Decimal("7.70"), Decimal("10"), Decimal("20")]),
    )
    return draw(st.lists(lines, min_size=1, max_size=8)), currency


@given(basket=baskets())
def test_net_and_tax_of_all_rates_are_the_total(basket):
    lines, currency = basket

    shares = tax_shares(lines, currency)

    assert sum(share.net + share.tax for share in shares) == sum(line.total for line in lines)
    assert [share.rate for share in shares] == sorted({line.tax_rate for line in lines})
    for share in shares:
        assert share.net + share.tax == share.gross
        assert share.net >= 0
        assert share.tax >= 0


@given(basket=baskets())
def test_no_share_has_a_fraction_of_a_cent(basket):
    lines, currency = basket

    for share in tax_shares(lines, currency):
        assert all(is_rounded(amount, currency) for amount in (share.net, share.tax, share.gross))


@given(gross=amounts, rate=rates, currency=currencies)
def test_tax_is_off_by_half_a_unit_at_most(gross, rate, currency):
    exact = gross * rate / (100 + rate)
    unit = Decimal(1).scaleb(-CURRENCIES[currency])

    assert abs(tax_of(gross, rate, currency) - exact) <= unit / 2


@given(amount=st.decimals(0, 10**9, places=4), currency=currencies)
def test_rounding_twice_is_rounding_once(amount, currency):
    once = round_money(amount, currency)

    assert round_money(once, currency) == once
    assert is_rounded(once, currency)


def test_half_a_cent_is_rounded_up():
    assert round_money(Decimal("0.005"), "EUR") == Decimal("0.01")
    assert round_money(Decimal("2.5"), "JPY") == 3
    assert tax_of(Decimal("119.00"), Decimal("19"), "EUR") == Decimal("19.00")


def test_amounts_are_written_with_the_decimals_of_the_currency():
    assert format_money(Decimal("1234.5"), "EUR") == "1,234.50 EUR"
    assert format_money(Decimal("1234.00"), "JPY") == "1,234 JPY"


def test_amounts_are_written_as_readers_of_the_language_write_them():
    with override("de"):
        assert format_money(Decimal("1234.5"), "EUR") == "1.234,50 EUR"


def test_price_with_more_decimals_than_the_currency_is_refused():
    product = Product(title="Rice", price=Decimal("99.50"), currency="JPY")

    with pytest.raises(ValidationError, match=r"99\.50 has more decimals than JPY"):
        product.clean()
