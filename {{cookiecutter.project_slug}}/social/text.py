"""The text of a note as HTML: links, mentions and hashtags, and nothing else."""

import re
from itertools import takewhile
from unicodedata import category, normalize

from django.urls import reverse
from django.utils.html import escape, linebreaks
from django.utils.safestring import mark_safe

PARTS = re.compile(
    r"(?P<url>(?i:https?)://[^\W_][^\s<>\"]*)"
    r"|(?P<mention>(?<![\w@/.])@[A-Za-z0-9_]{3,30}\b(?!@))"
    r"|(?P<hashtag>(?<![\w#/&])#[^\s!-/:-@\[-^`{-~]+)"
)
SENTENCE_ENDS = (
    "?!.,:;*_~'"
    + "\u2026\u201c\u201d\u2018\u2019\xbb\u3001\u3002\u300d\u300f\uff09\uff0c\uff1f\uff01"
)
BRACKETS = {")": "(", "]": "[", "}": "{"}


def parts(text):
    """Yield the start of each URL, mention and hashtag, its kind, and how it is written."""
    for match in PARTS.finditer(text):
        found = CUTS[str(match.lastgroup)](match[0])
        if len(found) > 1:
            yield match.start(), match.lastgroup, found


def cut_url(url):
    """Return a URL without the end of the sentence that it stands in, as GitHub's Markdown does."""
    while url[-1] in SENTENCE_ENDS or closes_nothing(url):
        url = url[:-1]
    return url


def closes_nothing(url):
    """Return whether the URL ends with a bracket that it does not open."""
    last = url[-1]
    return last in BRACKETS and url.count(last) > url.count(BRACKETS[last])


def cut_hashtag(text):
    """Return # and a word of letters, marks, digits and joiners; or # where there is no letter."""
    word = "".join(takewhile(is_of_a_word, text[1:])).rstrip("\u200c\u200d")
    return "#" + word * any(category(sign)[0] == "L" for sign in word)


def is_of_a_word(sign):
    """Return whether words of some script have it in them."""
    return category(sign)[0] in "LMN" or sign in "_\u200c\u200d"


CUTS: dict = {"url": cut_url, "mention": str, "hashtag": cut_hashtag}


def handles_in(text):
    """Return the handles that the text mentions, in lower case."""
    return {found[1:].lower() for _, kind, found in parts(text) if kind == "mention"}


def hashtags_in(text):
    """Return the hashtags of the text, as they are stored."""
    return {hashtag_name(found[1:]) for _, kind, found in parts(text) if kind == "hashtag"}


def hashtag_name(word):
    """Return the word in lower case: at most 50 characters, all of which words have."""
    lower = word.lower().replace("i\u0307", "i")  # of İ
    return normalize("NFC", "".join(filter(is_of_a_word, lower)))[:50]


def render(text):
    """Return the HTML of a note. No query: a mention leads to a page that may not exist."""
    html, end = "", 0
    for start, kind, found in parts(text):
        html += escape(text[end:start]) + link(kind, found)
        end = start + len(found)
    paragraphs = linebreaks(mark_safe(html + escape(text[end:])))  # noqa: S308
    return mark_safe(paragraphs.replace("<p>", '<p dir="auto">'))  # noqa: S308


def link(kind, found):
    """Return the link for what was found."""
    if kind == "url":
        return f'<a href="{escape(found)}" rel="nofollow noopener ugc">{escape(found)}</a>'
    if kind == "mention":
        path = reverse("social:profile_detail", args=[found[1:].lower()])
    else:
        path = reverse("social:hashtag_detail", args=[hashtag_name(found[1:])])
    return f'<a href="{escape(path)}">{escape(found)}</a>'
