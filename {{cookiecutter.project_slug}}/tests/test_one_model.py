"""One definition of a field is enough for the table, the forms, the admin and the API."""

from io import StringIO

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.db import connection

from blog.forms import PostForm
from blog.models import Post
from config.api import api

TITLE = Post._meta.get_field("title")


@pytest.mark.django_db
def test_migrations_say_the_same_as_the_models():
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())

    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, Post._meta.db_table)
    assert {column.name for column in columns} == {f.column for f in Post._meta.local_fields}


def test_form_takes_length_label_and_help_from_the_model():
    form = PostForm()

    assert form.fields["title"].max_length == TITLE.max_length
    assert form.fields["slug"].help_text == Post._meta.get_field("slug").help_text


def test_admin_form_takes_its_rules_from_the_model(rf, admin_user):
    request = rf.get("/")
    request.user = admin_user

    form = admin.site.get_model_admin(Post).get_form(request)

    assert form.base_fields["title"].max_length == TITLE.max_length


def test_api_takes_its_description_from_the_model():
    schemas = api.get_openapi_schema()["components"]["schemas"]

    for name in ("PostIn", "PostOut"):
        assert schemas[name]["properties"]["title"]["maxLength"] == TITLE.max_length


@pytest.mark.django_db
def test_form_refuses_what_the_model_refuses(author):
    form = PostForm({"title": "x" * (TITLE.max_length + 1), "body": "text"})

    assert not form.is_valid()
    assert "title" in form.errors
