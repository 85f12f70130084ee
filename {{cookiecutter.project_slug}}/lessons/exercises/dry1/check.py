import importlib
import random

import pytest
from dry1.models import Article

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed_model(word):
    """Change the model, before the form is made from it."""
    title, summary = Article._meta.get_field("title"), Article._meta.get_field("summary")
    title.max_length = random.randint(40, 70)
    title.help_text = f"Help {word}"
    summary.blank = False
    return Article


@pytest.fixture
def form_class(changed_model):
    import dry1.forms

    return importlib.reload(dry1.forms).ArticleForm


def valid(word):
    return {"title": f"About {word}", "kind": "guide", "summary": "Short."}


def check_the_form_follows_the_model(form_class, word):
    limit = Article._meta.get_field("title").max_length
    fields = form_class.base_fields

    assert fields["title"].max_length == limit, (
        f"The check gave the title of the model max_length={limit}, and the form still has "
        f"{fields['title'].max_length}: let it follow from the model."
    )
    assert fields["title"].help_text == f"Help {word}", "The help text is not that of the model."
    assert fields["summary"].required, (
        "The check took blank=True from the summary of the model, and the form does not ask for it."
    )


def check_it_has_these_fields_in_this_order(form_class):
    names = list(form_class.base_fields)

    assert names == ["title", "kind", "summary"], (
        f"The fields are {', '.join(names)}, and should be title, kind, summary."
    )


def check_the_rules_of_the_model_hold(form_class, word):
    shouting = form_class(valid(word) | {"title": "ALL CAPITALS"})
    assert "title" in shouting.errors, "The validator of the title did not run."
    unknown = form_class(valid(word) | {"kind": "poem"})
    assert "kind" in unknown.errors, "A kind that is no choice was accepted."


def check_it_saves(form_class, word):
    form = form_class(valid(word) | {"is_featured": "on"})
    assert form.is_valid(), f"Right answers were refused: {form.errors.as_json()}"

    article = form.save()

    assert Article.objects.get().title == f"About {word}", "The article was not saved."
    assert not article.is_featured, "Whoever sends the form can set is_featured: name the fields."


def check_it_can_change_an_article_too(form_class, word):
    article = Article.objects.create(title="Before", kind="news", summary="Short.")

    form = form_class(valid(word), instance=article)
    form.save()

    titles = list(Article.objects.values_list("title", flat=True))
    assert titles == [f"About {word}"], f"An article was changed, and now there are {titles}."
