"""Search without an index, on every database."""

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from model_bakery import baker

from core.search import SearchQuerySet
from core.templatetags.words import where_found


@pytest.fixture(autouse=True)
def portable(settings):
    settings.SEARCH_BACKEND = "core.search.Contains"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("django", ["Flask next to django", "Django: the ORM"]),  # the newest first
        ("DJANGO orm*", ["Django: the ORM"]),
        ('"the django"', ["Django: the ORM"]),
        ("don't", ["don't stop at 100%"]),
        ("100%", ["don't stop at 100%"]),
        ("%", []),
        ("", []),
        ("orm\0", ["Django: the ORM"]),
        ("' OR 1=1 --", []),
        ("orm " * 5000, ["Django: the ORM"]),
    ],
)
def test_rows_with_all_words_are_found(django_user_model, monkeypatch, text, found):
    monkeypatch.setattr(apps.get_app_config("accounts"), "search_fields", {"User": ["name"]})
    for name in ("Django: the ORM", "Flask next to django", "don't stop at 100%"):
        baker.make(django_user_model, name=name)

    names = [user.name for user in django_user_model.objects.search(text)]

    assert names == found


@pytest.mark.parametrize(
    ("text", "words", "html"),
    [
        ("A <i>kettle</i>", "KETT*", "A &lt;i&gt;<mark>kett</mark>le&lt;/i&gt;"),
        ("# Title\n\n**bold** [link](/x) & `code`", "", "Title\nbold link &amp; code"),
        ("x" * 300, "needle", f"{'x' * 239}…"),
    ],
)
def test_words_are_marked_and_html_is_escaped(text, words, html):
    assert where_found(text, words) == html


def test_excerpt_begins_shortly_before_the_word():
    html = where_found("word " * 500 + "**here is the needle " + "word " * 500 + "**", "needle")

    assert html.startswith("…word word")
    assert html.endswith("…")
    assert "here is the <mark>needle</mark> word" in html
    assert len(html) < 260
    assert "*" not in html


def test_model_without_search_fields_is_not_searched():
    with pytest.raises(ImproperlyConfigured, match="No app lists Group in search_fields"):
        SearchQuerySet(apps.get_model("auth.Group")).search("word")
