import pytest

from shop.checks import check_sandbox_card


@pytest.mark.parametrize(("on", "ids"), [(True, ["shop.W001"]), (False, [])])
def test_test_card_on_a_server_is_found(settings, on, ids):
    settings.SHOP_SANDBOX_CARD = on

    assert [message.id for message in check_sandbox_card(None)] == ids
