"""Markdown written by users, as HTML that is safe to show."""

import nh3
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

# Pictures become links: the content security policy shows only pictures of the site itself.
parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
parser.disable("image")

TAGS = {
    *"a abbr b blockquote br code del em h2 h3 h4 h5 h6 hr i li ol p pre s strong ul".split(),
    *"table tbody td th thead tr".split(),
}
ATTRIBUTES = {
    "a": {"href", "title"},
    "code": {"tabindex"},
    "ol": {"start"},
    "pre": {"tabindex"},
    "table": {"tabindex"},
}
SCROLLABLE = {"code_block", "fence", "table_open"}  # with the keyboard, where a phone is narrow


def render(text):
    """Return the HTML of a Markdown text, with headings from h2 on: the page has its own h1."""
    tokens = parser.parse(text)
    highest = min((token.tag for token in tokens if token.type == "heading_open"), default="h1")
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) - int(highest[1]) + 2, 6)}"
        if token.type in SCROLLABLE:
            token.attrSet("tabindex", "0")
    html = parser.renderer.render(tokens, parser.options, {})
    return mark_safe(nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES))  # noqa: S308
