"""One definition of a field is enough for the table, the forms, the admin and the API."""

import json
import re
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from io import StringIO

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.db import connection
from django.db.models import FileField
from django.forms import ModelForm
from ninja import ModelSchema

from config.api import api
from core.apps import menu_apps

MODELS = [model for app in menu_apps() for model in app.get_models()]


def classes(name, base):
    """Return the subclasses of `base` that apps define in their module of this name, if any."""
    paths = [f"{app.name}.{name}" for app in menu_apps()]
    modules = [import_module(path) for path in paths if find_spec(path)]
    return [
        item
        for module in modules
        for item in vars(module).values()
        if isinstance(item, type) and issubclass(item, base) and item.__module__ == module.__name__
    ]


each_form = pytest.mark.parametrize("form_class", classes("forms", ModelForm))
each_schema = pytest.mark.parametrize("schema_class", classes("api", ModelSchema))


def has_limit(model, name):
    field = model._meta.get_field(name)
    is_file = isinstance(field, FileField)  # Its limit is that of the name, which visitors lack.
    return getattr(field, "max_length", None) is not None and not is_file


@pytest.mark.django_db
def test_migrations_say_the_same_as_the_models():
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS)
def test_table_has_the_columns_of_the_model(model):
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, model._meta.db_table)

    # The full-text index of PostgreSQL and MariaDB is a column of its own.
    names = {column.name for column in columns if not column.name.startswith("search_")}
    assert names == {f.column for f in model._meta.local_fields}


@each_form
def test_form_takes_limits_and_help_from_the_model(form_class):
    model = form_class._meta.model
    fields = [name for name in form_class._meta.fields if has_limit(model, name)]

    for name in fields:
        field = model._meta.get_field(name)
        if not field.choices:
            assert form_class.base_fields[name].max_length == field.max_length
        assert form_class.base_fields[name].help_text == field.help_text


@pytest.mark.parametrize("model", [model for model in MODELS if admin.site.is_registered(model)])
def test_admin_form_takes_its_limits_from_the_model(rf, admin_user, model):
    request = rf.get("/")
    request.user = admin_user

    form = admin.site.get_model_admin(model).get_form(request)

    for name, field in form.base_fields.items():
        if has_limit(model, name) and hasattr(field, "max_length"):
            assert field.max_length == model._meta.get_field(name).max_length


@each_schema
def test_api_takes_its_limits_from_the_model(schema_class):
    model = schema_class.Meta.model
    described = api.get_openapi_schema()["components"]["schemas"][schema_class.__name__]

    for name in filter(partial(has_limit, model), schema_class.Meta.fields):
        limit = re.search(r'"maxLength": (\d+)', json.dumps(described["properties"][name]))
        assert limit, name
        assert int(limit[1]) == model._meta.get_field(name).max_length
