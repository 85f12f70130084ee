import pytest
from django.core.exceptions import ValidationError

from core.markdown import render, teaser, validate_links


def test_markdown_becomes_html():
    table = "| a | b |\n|-|-:|\n| 1 | 2 |"

    html = render(f"# Title\n\n**bold** and [a link](https://example.com/)\n\n{table}")

    assert '<h2 dir="auto">Title</h2>' in html
    assert "<strong>bold</strong>" in html
    assert '<a href="https://example.com/"' in html
    assert '<td dir="auto" class="right">2</td>' in html


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


REPEATED = f"[a]: /{'x' * 24_000}\n\n" + "[a]" * 8_000


def test_text_with_one_long_link_many_times_stays_small():
    assert len(render(REPEATED)) < 2 * len(REPEATED)
    assert "<script" not in render(f"<script>{REPEATED}")


def test_text_with_one_long_link_many_times_is_refused_with_a_reason():
    with pytest.raises(ValidationError, match="Use fewer, or shorter ones"):
        validate_links(REPEATED)

    validate_links(f"[a]: https://example.com/{'x' * 200}\n\n" + "[a] and some words. " * 500)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("**Nuts** & bolts, 3 < 5 `<b>`", "Nuts & bolts, 3 < 5 <b>"),
        ("word " * 30, "word " * 19 + "word…"),
        ("日本" * 1000, "日本" * 99 + "日…"),
    ],
)
def test_teaser_is_text_and_short(text, first):
    assert teaser(text, words=20) == first
