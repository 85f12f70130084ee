import json
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as site_settings
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from ninja.orm.factory import factory
from pytest_django.asserts import assertContains, assertNotContains

from config.api import api
from tour.excerpts import Excerpt
from tour.feeds import addresses
from tour.pages.rapid.declaration import declaration, with_line
from tour.pages.rapid.derived import of_code, of_column, of_table, schema_json
from tour.pages.rapid.diff import compared
from tour.pages.rapid.page import FIELD, KINDS, NAME, RapidPage, free_name, model_of
from tour.pages.rapid.written import lists_of_fields, with_field, written_for

pytestmark = pytest.mark.django_db

ROWS = [row for row in RapidPage().features() if model_of(row)]
if not ROWS:
    pytest.skip("no app has a model for the page", allow_module_level=True)

PATH = reverse("tour:rapid")

each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.symbol)


@pytest.fixture
def visit(rf):
    """Return a request of a visitor."""
    request = rf.get("/")
    request.user = AnonymousUser()
    return request


def parts_of(client, row, **choice):
    """Return the parts that the page shows of a model, by their key."""
    response = client.get(PATH, {"model": row.symbol, **choice})
    return {part.key: part for part in response.context["parts"]}


def everything_registered():
    """Return what exists of models, fields, admins, schemas and migrations."""
    files = Path(site_settings.BASE_DIR).glob("*/migrations/*.py")
    return (
        [
            (model, [field.name for field in model._meta.get_fields()])
            for model in apps.get_models()
        ],
        list(admin.site._registry),
        len(factory.schemas),
        sorted(files),
    )


def test_map_names_the_model_of_every_row():
    assert ROWS == RapidPage().features()


@each_row
def test_what_follows_from_a_model_is_made_without_a_change_of_the_database(visit, row):
    written, name = written_for(model_of(row)), free_name(model_of(row))

    with CaptureQueriesContext(connection) as queries:
        longer = with_field(written, name, FIELD)
        texts = of_table(written.model) | of_code(written, visit)
        texts |= of_column(written.model, longer.model, name) | of_code(longer, visit)
        addresses(written.model)

    assert all(texts.values())  # MariaDB is asked about its tables.
    assert {query["sql"].split()[0] for query in queries} <= {"SELECT", "SHOW"}


@each_row
def test_one_more_field_leaves_no_trace(client, admin_user, settings, row):
    settings.DEBUG = True
    client.force_login(admin_user)
    before = everything_registered()

    assertContains(client.get(PATH, {"model": row.symbol, NAME: "on"}), NAME)

    assert everything_registered() == before
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(
            cursor, model_of(row)._meta.db_table
        )
    assert free_name(model_of(row)) not in {column.name for column in columns}


@each_row
def test_a_field_of_that_name_leaves_another_one(row):
    model = model_of(row)
    names = [field.name for field in model._meta.get_fields()]

    assert [free_name(model, name) for name in names] == [f"{name}_2" for name in names]
    assert free_name(model, "unheard_of") == "unheard_of"


@each_row
def test_migration_and_table_have_every_field(row):
    model = model_of(row)

    texts = of_table(model)

    for field in model._meta.local_fields:
        assert f"('{field.name}', " in texts["migration"]
        assert connection.ops.quote_name(field.column) in texts["sql"]


@each_row
def test_schema_is_that_of_the_api(row):
    schema = written_for(model_of(row)).schema

    text = schema_json(schema)

    assert f'"title": "{schema.__name__}"' in text
    described = api.get_openapi_schema()["components"]["schemas"][schema.__name__]
    assert json.loads(text) == described


@each_row
def test_page_counts_the_lines_that_it_shows(client, settings, visit, row):
    settings.DEBUG = True
    model = model_of(row)
    texts = of_table(model) | of_code(written_for(model), visit) | {"feeds": addresses(model)}

    parts = parts_of(client, row)

    assert {key: part.count for key, part in parts.items()} == {
        key: len(text.splitlines()) for key, text in texts.items() if text
    }
    assert all(part.unit for part in parts.values())


@each_row
def test_subtitle_is_new_in_every_part_and_nothing_else_changes(client, settings, row):
    settings.DEBUG = True

    parts = parts_of(client, row, **{NAME: "on"})

    assert parts.keys() == KINDS.keys() - {"feeds"}
    for part in parts.values():
        new = [line.html for line in part.lines if line.mark == "+"]
        assert free_name(model_of(row)) in "".join(new)
        assert part.count == len(new)
        assert "-" not in {line.mark for line in part.lines}
    assert parts["admin"].count == 1
    assert "AddField" in "".join(line.html for line in parts["migration"].lines)


@each_row
def test_model_has_one_more_line(client, settings, row):
    settings.DEBUG = True

    code = client.get(PATH, {"model": row.symbol, NAME: "on"}).context["code"]

    assert [line.mark for line in code if line.mark not in {"", "…"}] == ["+"]


def test_page_says_when_the_table_has_to_be_made_anew(client, settings):
    settings.DEBUG = True

    response = client.get(PATH, {NAME: "on"})

    assert bool(response.context["remade"]) == (connection.vendor == "sqlite")
    assert ("django/db/backends/sqlite3/schema.py:" in response.text) == (
        connection.vendor == "sqlite"
    )
    assertNotContains(client.get(PATH), "creates a new table")


@each_row
def test_code_of_the_page_is_written_beside_the_model(client, settings, row):
    settings.DEBUG = True

    excerpt = client.get(PATH, {"model": row.symbol}).context["excerpt"]

    assert excerpt.file == f"{model_of(row)._meta.app_label}/api.py"
    assert f"model = {row.symbol}\n" in excerpt.source


@each_row
def test_places_lead_to_the_editor(client, settings, row):
    settings.DEBUG = True

    response = client.get(PATH, {"model": row.symbol, NAME: "on"})

    for place in response.context["lists"]:
        assertContains(response, f'<a href="{place.place.editor_url}"><code>{place.place}</code>')


@each_row
def test_lists_that_name_fields_are_found(row):
    places = lists_of_fields(written_for(model_of(row)))

    assert places
    for place in places:
        assert Excerpt(place).source.lstrip().startswith("fields = [")


@pytest.mark.parametrize("model", ["", "User", "../x"])
def test_unknown_model_is_none_that_is_shown(client, settings, model):
    settings.DEBUG = True

    assert client.get(PATH, {"model": model}).context["row"] == ROWS[0]


def test_form_offers_no_rows_of_the_database(client, settings, reader):
    settings.DEBUG = True

    for row in ROWS:
        assertNotContains(client.get(PATH, {"model": row.symbol}), reader.email)


def test_declaration_is_a_class_without_methods_docstrings_and_comments():
    source = """
class A:
    'Say.'

    x = 1  # one
    # two

    @property
    def y(self):
        return 2

    class Meta:
        'Say.'

        z = 3
"""

    assert declaration(source) == ("class A:\n    x = 1  # one\n    class Meta:\n        z = 3")


@each_row
def test_line_of_a_field_stands_below_the_fields(row):
    name = free_name(model_of(row))

    source = with_line(row.excerpt.source, model_of(row), name, FIELD)

    assert f"    {name} = models.CharField(blank=True, max_length=120)\n" in declaration(source)


def test_difference_shows_what_is_new_gone_and_left_out():
    lines = compared("a\nb\nc\nd\ne", "a\nb\nx\nd\ne", "x.txt", context=1)

    assert [line.mark or line.html for line in lines] == ["…", "b", "-", "+", "d", "…"]
