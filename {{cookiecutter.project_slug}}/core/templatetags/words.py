"""Show why a search found a row."""

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.text import Truncator

from core.markdown import plain
from core.search import backend

register = template.Library()


@register.filter
def where_found(text, words):
    """Return the part of a Markdown text around the words that were looked for, as safe HTML."""
    place = next(iter(backend().spans(text, words)), (0, 0))[0]
    early = max(0, place - 60)
    start = max(early, text.find(" ", early, place)) if early else 0
    part = "…" * bool(start) + Truncator(text[start : start + 300].strip()).chars(240)
    shown = plain(part).replace("**", "")  # left of bold words cut in two
    return mark(shown.strip(), words)


def mark(text, words):
    """Return the text as HTML, all of it escaped, with the words that were looked for in <mark>."""
    html, end = "", 0
    for start, stop in backend().spans(text, words):
        html += f"{escape(text[end:start])}<mark>{escape(text[start:stop])}</mark>"
        end = stop
    return mark_safe(html + escape(text[end:]))  # noqa: S308
