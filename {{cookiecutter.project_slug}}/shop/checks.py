"""Checks of a deployed shop: `manage.py check --deploy`."""

from django.conf import settings
from django.core.checks import Tags, Warning, register


@register(Tags.security, deploy=True)
def check_sandbox_card(app_configs, **kwargs):
    """Find a test card that customers could pay with."""
    if settings.SHOP_SANDBOX_CARD:
        hint = "Remove SHOP_SANDBOX_CARD where real goods are sold."
        return [Warning("Customers can pay with a test card.", hint, id="shop.W001")]
    return []
