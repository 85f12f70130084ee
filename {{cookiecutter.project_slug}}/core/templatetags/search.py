"""Show why a search found something."""

from html import unescape

from django import template
from django.utils.html import strip_tags

from core.markdown import render
from core.search.words import Query, excerpt, mark

register = template.Library()


@register.filter
def where_found(text, words):
    """Return the part of a Markdown text around the words that were looked for, as safe HTML."""
    query = Query.parse(words)
    plain = unescape(strip_tags(render(excerpt(text, query)))).replace("**", "")
    return mark(plain.strip(), query)  # A ** is left where an excerpt cuts bold words in two.
