"""Tags of the base template. They need no request, so that error pages can use them."""

from django import template
from django.conf import settings

from core import apps

register = template.Library()
register.simple_tag(apps.menu_apps)


@register.simple_tag
def site_name():
    """Return the name of the site."""
    return settings.SITE_NAME


@register.simple_tag
def site_description():
    """Return the sentence that describes the site."""
    return settings.SITE_DESCRIPTION


@register.simple_tag
def is_development():
    """Return whether this is the machine of a developer, whom no visitor sees."""
    return settings.DEBUG


@register.simple_tag
def is_signup_open():
    """Return whether people may sign up."""
    return settings.SIGNUP_OPEN


@register.simple_tag
def home_templates():
    """Return the templates that the apps show on the first page."""
    return [config.home_template for config in apps.site_apps() if config.home_template]
