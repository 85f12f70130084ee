from django import template
from django.conf import settings

from core.markdown import render
from lessons.progress import Progress
from lessons.track import shown

register = template.Library()
register.filter("shown", shown)
register.filter("markdown", render)


@register.filter
def editor_url(path):
    """Return an address that opens a file in the editor of the learner."""
    return f"vscode://file/{path.resolve().as_posix().lstrip('/')}"


@register.filter
def is_done(exercise, progress):
    """Return whether an exercise has passed."""
    return progress.is_done(exercise)


@register.simple_tag
def lessons_progress():
    """Return what the learner has done, in development; None elsewhere."""
    return Progress() if settings.DEBUG else None
