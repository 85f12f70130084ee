import pytest

from core.templatetags.search import excerpt, mark, where_found
from search.words import Query


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


def test_excerpt_begins_shortly_before_what_was_found():
    text = "word " * 500 + "here is the needle " + "word " * 500

    found = excerpt(text, "needle")

    assert found.startswith("…word")
    assert found.endswith("…")
    assert "the needle word" in found
    assert len(found) <= 242


def test_excerpt_of_something_else_is_its_beginning():
    assert excerpt("short", "needle") == "short"
    assert excerpt("x" * 300, "needle") == "x" * 240 + "…"


def test_markdown_is_left_out_and_html_is_escaped():
    html = where_found("# Title\n\nA **bold** [kettle](/x) <img onerror=x> & `code`", "kettle")

    assert html == ("Title\nA bold <mark>kettle</mark> &lt;img onerror=x&gt; &amp; code")


def test_bold_words_that_are_cut_in_two_leave_no_stars():
    html = where_found("x" * 80 + " **bold " + "words " * 50 + "** end", "bold")

    assert "<mark>bold</mark>" in html
    assert "*" not in html


def test_sixteen_terms_are_read_and_no_more():
    assert len(Query.parse(" ".join(f"word{n}" for n in range(100))).wanted) == 16
