from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string


class Browser(HTMLParser):
    """Read a page as a browser does: which tags with which attributes, and which text."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.text = [], {}, ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {name: value for name, value in attrs if name != "class"}

    def handle_data(self, data):
        self.text += data


def shown(text="Hello", author="Anna"):
    comment = SimpleNamespace(text=text, author=author)
    browser = Browser()
    browser.feed(render_to_string("sec1/comment.html", {"comment": comment}))
    browser.close()
    return browser


@pytest.mark.parametrize(
    "attack",
    ["<script>{}</script>", "<img src=x onerror={}>", '<a href="javascript:{}">x</a>'],
    ids=["script", "image", "link"],
)
def check_what_is_typed_as_a_comment_stays_text(attack, word):
    text = attack.format(f"alert('{word}')")

    page = shown(text)

    foreign = set(page.tags) - {"article", "p"}
    assert not foreign, f"The comment {text} became the tag <{foreign.pop()}>: it runs."
    assert text in page.text, f"A reader should see {text}, and sees {page.text.strip()!r}."


@pytest.mark.parametrize(
    "attack", ["{} onmouseover=alert(1)", '{}" onmouseover="alert(1)'], ids=["space", "quote"]
)
def check_what_is_typed_as_a_name_stays_a_name(attack, word):
    author = attack.format(f"Eve{word}")

    attributes = shown(author=author).attributes

    assert "onmouseover" not in attributes, (
        f"The name {author} became an attribute that runs: put the value of title into quotes."
    )
    assert attributes.get("title") == author, (
        f"The title should be {author!r}, and is {attributes.get('title')!r}."
    )


def check_an_empty_line_begins_a_new_paragraph(word):
    page = shown(f"One {word}\n\nTwo {word}")

    assert page.tags.count("p") == 2, (
        "Two paragraphs should be two <p>, as the filter linebreaks makes them, and there are "
        f"{page.tags.count('p')}."
    )
