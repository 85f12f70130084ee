"""What in the text of a note is a link, a mention or a hashtag."""

import pytest

from social.text import handles_in, hashtags_in, parts, render


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("See https://en.wikipedia.org/wiki/Foo_(bar).", "https://en.wikipedia.org/wiki/Foo_(bar)"),
        ("(https://example.com/a_(b))!", "https://example.com/a_(b)"),
        ("[HTTPS://example.com/?a=1&b=2]; no", "HTTPS://example.com/?a=1&b=2"),
        ("“https://example.com/é/”…", "https://example.com/é/"),
        ("<https://user:me@localhost:8000/#x@name>", "https://user:me@localhost:8000/#x@name"),
        ("https://例え.jp/パス。", "https://例え.jp/パス"),
    ],
)
def test_url_ends_before_the_end_of_its_sentence(text, url):
    assert [found for _, _, found in parts(text)] == [url]


@pytest.mark.parametrize(
    "text", ["https://", "https://)", "https://_", "javascript:x", "ahttps:/x"]
)
def test_what_is_no_url_is_no_link(text):
    assert "<a" not in render(text)


@pytest.mark.parametrize("tag", ["हिन्दी", "ශ්\u200dරී", "தமிழ்", "café", "2026年", "a_1", "שָׁלוֹם"])
def test_hashtag_goes_on_to_the_end_of_the_word(tag):
    assert hashtags_in(f"x #{tag}, y") == hashtags_in(f"(#{tag.upper()})") == {tag}


@pytest.mark.parametrize(
    "text", ["#1", "#١٢", "a#b", "https://example.com/#b", "##b", "&#39;", "#"]
)
def test_what_is_no_hashtag(text):
    assert hashtags_in(text) == set()


@pytest.mark.parametrize("text", ["@anna@other.example", "me@anna.example", "@an", "x/@anna"])
def test_what_is_no_mention(text):
    assert handles_in(text) == set()


def test_mention_ends_with_its_sentence():
    assert handles_in("(@Anna), @bert: @cleo.") == {"anna", "bert", "cleo"}
