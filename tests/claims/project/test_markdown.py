"""No text that a user types becomes HTML that runs in a browser."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from core.markdown import ATTRIBUTES, CLASSES, TAGS, render

FRAGMENTS = st.sampled_from(
    [
        *["<script>", "</script>", "<img src=x onerror=", "<a href=", "<svg onload=", "<iframe "],
        *["](javascript:", "](data:text/html,", "[a", "![", "<javascript:a>", "&lt;script", "`"],
        *["\n", "\n\n", "> ", "# ", "* ", "|", "|-|", '"', "'", ">", "<!--", "\\", "alert(1)"],
        "|-:|",
    ]
)


class Reader(HTMLParser):
    """Collect what a browser would find in a text."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        """Note a tag."""
        self.found.append((tag, dict(attrs)))


@given(st.lists(FRAGMENTS | st.text(max_size=5), max_size=30).map("".join))
def test_any_text_becomes_nothing_but_harmless_tags(text):
    reader = Reader()
    reader.feed(render(text))

    for tag, attributes in reader.found:
        assert tag in TAGS
        assert attributes.keys() <= ATTRIBUTES.get(tag, set()) | ATTRIBUTES["*"] | {"class", "rel"}
        assert attributes.get("class") in {None, *CLASSES.get(tag, set())}
        assert not attributes.get("href", "").lower().startswith(("javascript:", "data:"))


def test_picture_becomes_a_link():
    assert '!<a href="https://example.com/x.png"' in render("![x](https://example.com/x.png)")


def test_highest_heading_becomes_h2():
    assert '<h2 dir="auto">a</h2>\n<h3 dir="auto">b</h3>' in render("## a\n### b")
    assert '<h2 dir="auto">a</h2>\n<h6 dir="auto">b</h6>' in render("# a\n###### b")
