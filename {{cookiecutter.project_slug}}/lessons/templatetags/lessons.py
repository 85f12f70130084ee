from django import template
from django.conf import settings

from core.markdown import render
from lessons.track import shown

register = template.Library()
register.filter("shown", shown)
register.filter("markdown", render)


@register.filter
def editor_url(path):
    """Return an address that opens a file in the editor of the learner."""
    return f"vscode://file/{path.resolve().as_posix().lstrip('/')}"


@register.simple_tag
def lessons_are_open():
    """Return whether the pages of the exercises are there: in development alone."""
    return settings.DEBUG
