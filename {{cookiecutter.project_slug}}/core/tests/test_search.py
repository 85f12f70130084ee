"""Search without an index, on every database."""

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from model_bakery import baker

from core.search import SearchQuerySet
from core.templatetags.words import excerpt, mark, where_found

NAMES = {
    "orm": "Django and databases: the ORM",
    "flask": "Flask notes, with django in them",
    "code": "snake_case and C++ at 100%",
    "quotes": "don't stop, exact phrase",
}
FOUND = {
    "django": {"orm", "flask"},
    "DJANGO orm": {"orm"},
    "data*": {"orm"},
    "django -flask": {"orm"},
    '"exact phrase"': {"quotes"},
    '"phrase exact': set(),
    "don't": {"quotes"},
    "C++": {"code", "quotes"},
    "snake_case": {"code"},
    "%": set(),
    "100%": {"code"},
    "_case": {"code"},
    "": set(),
    "-django": set(),
    "django\0": {"orm", "flask"},
    "' OR 1=1 --": set(),
    "django " * 5000: {"orm", "flask"},
}


@pytest.fixture(autouse=True)
def portable(settings):
    settings.SEARCH_BACKEND = "core.search.Contains"


@pytest.fixture
def people(django_user_model, monkeypatch):
    monkeypatch.setattr(apps.get_app_config("accounts"), "search_fields", {"User": ["name"]})
    for key, name in NAMES.items():
        baker.make(django_user_model, email=f"{key}@example.com", name=name)
    return django_user_model.objects.filter(name__in=NAMES.values())


@pytest.mark.django_db
def test_rows_with_all_words_are_found(people):
    found = {text: {user.email.partition("@")[0] for user in people.search(text)} for text in FOUND}

    assert found == FOUND


@pytest.mark.django_db
def test_newest_come_first(people):
    emails = [user.email for user in people.search("django")]

    assert emails == ["flask@example.com", "orm@example.com"]


def test_words_are_marked_where_they_are_found():
    assert mark("A <b>kettle</b>", "KETT* -b") == "A &lt;b&gt;<mark>kett</mark>le&lt;/b&gt;"
    assert mark("anything", "") == "anything"


def test_excerpt_begins_shortly_before_the_word():
    found = excerpt("word " * 500 + "here is the needle " + "word " * 500, "needle")

    assert found.startswith("…word")
    assert found.endswith("…")
    assert "the needle word" in found
    assert len(found) <= 242
    assert excerpt("short", "needle") == "short"
    assert excerpt("x" * 300, "needle") == "x" * 240 + "…"


def test_markdown_is_left_out_and_html_is_escaped():
    html = where_found("# Title\n\nA **bold** [kettle](/x) <img onerror=x> & `code`", "kettle")

    assert html == ("Title\nA bold <mark>kettle</mark> &lt;img onerror=x&gt; &amp; code")


def test_bold_words_that_are_cut_in_two_leave_no_stars():
    html = where_found("x" * 80 + " **bold " + "words " * 50 + "** end", "bold")

    assert "<mark>bold</mark>" in html
    assert "*" not in html


def test_model_without_search_fields_is_not_searched():
    with pytest.raises(ImproperlyConfigured, match="No app lists Group in search_fields"):
        SearchQuerySet(apps.get_model("auth.Group")).search("word")


@pytest.mark.parametrize(
    ("fields", "hint"),
    [
        ({"User": ["name", "nickname"]}, "Choose from: email, name, "),
        ({"User": ["name", "is_staff"]}, "Choose from: email, name, "),
        ({"Person": ["name"]}, "Choose from: the names of its models."),
    ],
)
def test_search_field_that_does_not_exist_is_refused(monkeypatch, fields, hint):
    monkeypatch.setattr(apps.get_app_config("accounts"), "search_fields", fields)

    [error] = [error for error in run_checks() if error.id == "core.E013"]

    name, names = fields.popitem()
    assert error.msg.startswith(f"search_fields of accounts has {name}.{names[-1]}, ")
    assert error.hint.startswith(hint)
