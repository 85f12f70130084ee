"""Tags of the base template. They need no request, so that error pages can use them."""

from django import template
from django.apps import apps
from django.conf import settings

register = template.Library()


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
def site_apps():
    """Return the apps with pages: those whose AppConfig sets `menu_url` to a URL name."""
    return [config for config in apps.get_app_configs() if hasattr(config, "menu_url")]


@register.simple_tag
def home_templates():
    """Return what the apps show on the first page: those whose AppConfig sets `home_template`."""
    configs = apps.get_app_configs()
    return [config.home_template for config in configs if hasattr(config, "home_template")]
