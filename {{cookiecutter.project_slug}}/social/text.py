"""The text of a note as HTML: links, mentions and hashtags, and nothing else."""

import re

from django.urls import reverse
from django.utils.html import escape, linebreaks
from django.utils.safestring import mark_safe

HANDLE = r"(?<![\w@/.])@([A-Za-z0-9_]{3,30})\b"
HASHTAG = r"(?<![\w#/&])#(\w{1,50})"
ADDRESS = r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]"
PARTS = re.compile(f"({ADDRESS})|{HANDLE}|{HASHTAG}")


def handles_in(text):
    """Return the handles that the text mentions, in lower case."""
    return {match[2].lower() for match in PARTS.finditer(text) if match[2]}


def hashtags_in(text):
    """Return the hashtags of the text, as they are stored."""
    return {hashtag_name(match[3]) for match in PARTS.finditer(text) if match[3]}


def hashtag_name(word):
    """Return the word in lower case: at most 50 characters, all of which a URL can have."""
    # In lower case, İ becomes an i and a dot of its own, which is no letter.
    return re.sub(r"\W", "", word.lower())[:50]


def render(text):
    """Return the HTML of a note. No query: a mention leads to a page that may not exist."""
    html, end = "", 0
    for match in PARTS.finditer(text):
        html += escape(text[end : match.start()]) + link(*match.groups())
        end = match.end()
    return mark_safe(linebreaks(mark_safe(html + escape(text[end:]))))  # noqa: S308


def link(address, handle, hashtag):
    """Return the link for the one of the three that was found."""
    if address:
        return f'<a href="{escape(address)}" rel="nofollow noopener ugc">{escape(address)}</a>'
    if handle:
        path = reverse("social:profile_detail", args=[handle.lower()])
        return f'<a href="{escape(path)}">@{escape(handle)}</a>'
    path = reverse("social:hashtag_detail", args=[hashtag_name(hashtag)])
    return f'<a href="{escape(path)}">#{escape(hashtag)}</a>'
