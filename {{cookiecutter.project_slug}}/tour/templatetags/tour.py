from django import template

from tour.pages.base import is_open

register = template.Library()


@register.simple_tag(takes_context=True)
def tour_is_open(context):
    """Return whether the reader of this page may see the tour."""
    return "request" in context and is_open(context["request"])
