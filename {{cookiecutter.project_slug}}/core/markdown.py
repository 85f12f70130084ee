"""Markdown written by users, as HTML that is safe to show."""

from html import unescape

import nh3
from django.core.exceptions import ValidationError
from django.utils.html import linebreaks, strip_tags
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt

# Pictures become links: the content security policy shows only pictures of the site itself.
parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
parser.disable("image")

TAGS = {
    *"a abbr b blockquote br code del em h2 h3 h4 h5 h6 hr i li ol p pre s strong ul".split(),
    *"table tbody td th thead tr".split(),
}
ATTRIBUTES = {
    "*": {"dir"},
    "a": {"href", "title"},
    "code": {"tabindex"},
    "ol": {"start"},
    "pre": {"tabindex"},
    "table": {"tabindex"},
}
CLASSES = {name: {"left", "center", "right"} for name in ("td", "th")}
SCROLLABLE = {"code_block", "fence", "table_open"}  # with the keyboard, where a phone is narrow


# A long URL that is used again and again by its label makes megabytes of a few thousand characters.
MAX_LINK_CHARACTERS = 200_000


def validate_links(text):
    """Return the text as tokens; refuse links that come to more characters than a page should."""
    tokens = parser.parse(text)
    each = (part for token in tokens for part in (token, *(token.children or ())))
    length = sum(len(str(value)) for part in each for value in part.attrs.values())
    if length > MAX_LINK_CHARACTERS:
        raise ValidationError(
            _("The links come to %(length)s characters. Use fewer, or shorter ones: %(limit)s.")
            % {"length": length, "limit": MAX_LINK_CHARACTERS}
        )
    return tokens


def render(text):
    """Return the HTML of a Markdown text, with headings from h2 on: the page has its own h1."""
    try:
        tokens = validate_links(text)
    except ValidationError:
        return mark_safe(linebreaks(text, autoescape=True))  # noqa: S308
    highest = min((token.tag for token in tokens if token.type == "heading_open"), default="h1")
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) - int(highest[1]) + 2, 6)}"
        if token.type in SCROLLABLE:
            token.attrSet("tabindex", "0")
        if token.nesting == 1:
            token.attrSet("dir", "auto")
        if alignment := token.attrGet("style"):  # The content security policy allows no style.
            token.attrSet("class", str(alignment).removeprefix("text-align:"))
    html = parser.renderer.render(tokens, parser.options, {})
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, allowed_classes=CLASSES)
    return mark_safe(clean)  # noqa: S308


def plain(text):
    """Return a Markdown text without its markup."""
    return unescape(strip_tags(render(text))).strip()


def teaser(text, words):
    """Return the first words of a Markdown text, or less where they are long, or not separated."""
    return Truncator(Truncator(plain(text[:2000])).words(words)).chars(10 * words)
