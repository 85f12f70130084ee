import pytest

from core.markdown import render


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
