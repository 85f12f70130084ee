"""Show why a search found a row."""

from html import unescape

from django import template
from django.utils.html import escape, strip_tags
from django.utils.safestring import mark_safe

from core.markdown import render
from core.search import backend

register = template.Library()


@register.filter
def where_found(text, words):
    """Return the part of a Markdown text around the words that were looked for, as safe HTML."""
    plain = unescape(strip_tags(render(excerpt(text, words)))).replace("**", "")
    return mark(plain.strip(), words)  # A ** is left where an excerpt cuts bold words in two.


def excerpt(text, words, length=240):
    """Return a part of the text, with the first word that was looked for near its beginning."""
    start = max(0, next(iter(backend().spans(text, words)), (0, 0))[0] - length // 4)
    if start:  # at the end of a word, if there is one before the place
        start += max(0, text[start : start + length // 4].find(" "))
    end = start + length
    return f"{'…' * bool(start)}{text[start:end].strip()}{'…' * (end < len(text))}"


def mark(text, words):
    """Return the text as HTML, all of it escaped, with the words that were looked for in <mark>."""
    pieces, end = [], 0
    for start, stop in backend().spans(text, words):
        pieces += [escape(text[end:start]), f"<mark>{escape(text[start:stop])}</mark>"]
        end = stop
    return mark_safe("".join([*pieces, escape(text[end:])]))  # noqa: S308
