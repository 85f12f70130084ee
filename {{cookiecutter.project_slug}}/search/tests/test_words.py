import pytest

from core.templatetags.words import mark
from search.words import parse


@pytest.mark.parametrize(
    ("text", "words", "html"),
    [
        ("A kettle, two KETTLES", "kettle", "A <mark>kettle</mark>, two KETTLES"),
        ("A kettle, two KETTLES", "kett*", "A <mark>kettle</mark>, two <mark>KETTLES</mark>"),
        ("Café crème", "cafe", "<mark>Café</mark> crème"),
        ("Cafe\u0301 crème", "café", "<mark>Cafe\u0301</mark> crème"),
        ("A <b>kettle</b> & tea", "kettle b", "A &lt;<mark>b</mark>&gt;<mark>kettle</mark>&lt;/"),
        ("A kettle", "-kettle", "A kettle"),
        ("one two, one", '"one two"', "<mark>one</mark> <mark>two</mark>, <mark>one</mark>"),
        ("修理相机和收音机", "相机", "修理<mark>相机</mark>和收音机"),
        ("<script>alert(1)</script>", "script", "&lt;<mark>script</mark>&gt;alert(1)&lt;/"),
        ("snake_case", "case", "snake_<mark>case</mark>"),
        ("anything", "", "anything"),
    ],
)
def test_words_are_marked_and_all_else_is_escaped(text, words, html):
    assert mark(text, words).startswith(html)


def test_sixteen_terms_are_read_and_no_more():
    assert len(parse(" ".join(f"word{n}" for n in range(100)))[0]) == 16
