import pytest
from django.contrib import admin
from dry2.api import ArticleSchema
from dry2.forms import ArticleForm
from dry2.models import Article

pytestmark = pytest.mark.django_db


def check_the_form_has_a_subtitle_with_its_rules(word):
    assert "subtitle" in ArticleForm.base_fields, "The form has no field subtitle."
    assert ArticleForm({"title": word}).is_valid(), (
        "The form asks for a subtitle, and should let people leave it out: blank=True."
    )
    assert ArticleForm({"title": word, "subtitle": "x" * 120}).is_valid(), "120 should be fine."
    widget = type(ArticleForm.base_fields["subtitle"].widget).__name__
    assert widget == "TextInput", f"The form shows a {widget}, and should show one line."
    too_long = ArticleForm({"title": word, "subtitle": "x" * 121})
    assert "subtitle" in too_long.errors, "A subtitle of 121 characters was accepted."


def check_the_admin_asks_for_it(rf, admin_user):
    request = rf.get("/")
    request.user = admin_user

    fields = admin.site.get_model_admin(Article).get_form(request).base_fields

    assert list(fields) == ["title", "subtitle"], f"The admin asks for {', '.join(fields)}."


def check_the_api_describes_it():
    properties = ArticleSchema.model_json_schema()["properties"]

    assert "subtitle" in properties, f"The API knows {', '.join(properties)}."
    assert "120" in str(properties["subtitle"]), "The API does not know the limit of 120."


def check_it_is_kept_in_the_table(word):
    Article.objects.create(title="Title", subtitle=word)
    Article.objects.create(title="Without one")

    assert Article.objects.filter(subtitle=word).count() == 1, "The subtitle was not saved."
    empty = Article.objects.get(title="Without one").subtitle
    Article.objects.get(subtitle=word).publish()
    assert Article.objects.get(subtitle=word).is_published, "publish() should work as before."
    assert empty == "", f"A subtitle that is left out should be '', and is {empty!r}."
