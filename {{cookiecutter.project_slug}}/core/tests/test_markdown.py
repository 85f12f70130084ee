from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.markdown import ATTRIBUTES, TAGS, render


def test_picture_becomes_a_link():
    assert '!<a href="https://example.com/x.png"' in render("![x](https://example.com/x.png)")


def test_highest_heading_becomes_h2():
    assert "<h2>a</h2>\n<h3>b</h3>" in render("## a\n### b")
    assert "<h2>a</h2>\n<h6>b</h6>" in render("# a\n###### b")


def test_markdown_becomes_html():
    table = "| a | b |\n|-|-|\n| 1 | 2 |"

    html = render(f"# Title\n\n**bold** and [a link](https://example.com/)\n\n{table}")

    assert "<h2>Title</h2>" in html
    assert "<strong>bold</strong>" in html
    assert '<a href="https://example.com/"' in html
    assert "<td>2</td>" in html


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[click](javascript:alert(1))",
        "[click](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](javascript:alert(1))",
        "<svg/onload=alert(1)>",
        '[a](https://example.com/ "x\\" onmouseover=\\"alert(1)")',
    ],
)
def test_script_in_markdown_is_shown_as_text(attack):
    html = render(attack)

    for dangerous in ("<script", "<svg", 'src="', 'href="javascript', 'href="data', '" onmouse'):
        assert dangerous not in html
    assert html.strip()


FRAGMENTS = st.sampled_from(
    [
        *["<script>", "</script>", "<img src=x onerror=", "<a href=", "<svg onload=", "<iframe "],
        *["](javascript:", "](data:text/html,", "[a", "![", "<javascript:a>", "&lt;script", "`"],
        *["\n", "\n\n", "> ", "# ", "* ", "|", "|-|", '"', "'", ">", "<!--", "\\", "alert(1)"],
    ]
)


class Reader(HTMLParser):
    """Collect what a browser would find in a text."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@given(st.lists(FRAGMENTS | st.text(max_size=5), max_size=30).map("".join))
def test_any_text_becomes_nothing_but_harmless_tags(text):
    reader = Reader()
    reader.feed(render(text))

    for tag, attributes in reader.found:
        assert tag in TAGS
        assert attributes.keys() <= ATTRIBUTES.get(tag, set()) | {"rel"}
        assert not attributes.get("href", "").lower().startswith(("javascript:", "data:"))
