"""Tags of the base template. They need no request, so that error pages can use them."""

from django import template
from django.conf import settings

from core import apps

register = template.Library()
register.simple_tag(apps.menu_apps)


@register.simple_tag
def setting(name):
    """Return a setting, such as SITE_NAME."""
    return getattr(settings, name)


@register.simple_tag
def home_templates():
    """Return the templates that the apps show on the first page."""
    return [config.home_template for config in apps.site_apps() if config.home_template]
