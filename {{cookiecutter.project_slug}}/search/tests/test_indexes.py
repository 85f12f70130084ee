"""The indexes after `migrate`: those that search_fields asks for, and no others."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from core.tests.marks import commits
from search.engines import ENGINES, installed_indexes

pytestmark = commits

OLD_FIELDS = {name: ["title", "body"] for name in ("longer", "renamed", "swapped", "old")}
OLD_FIELDS |= {"listed": ["title"], "unlisted": ["title"], "untouched": ["title", "body"]}
FOUND = {
    "Longer": {"before": 1, "words": 1, '"before words"': 0},
    "Renamed": {"before": 1, "words": 1},
    "Swapped": {"before": 1, "swapped": 1, "words": 0},
    "Moved": {"before": 1, "words": 1},
    "Listed": {"before": 1, "words": 1},
    "Added": {"before": 1, "words": 0},
    "Untouched": {"before": 1, "words": 1},
}


def model(name):
    return apps.get_model("searched", name)


def found(name):
    return {text: model(name).objects.search(text).count() for text in FOUND[name]}


def execute(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def migrate(*arguments):
    """Migrate, and return the statements that made or removed an index, or a part of one."""
    with CaptureQueriesContext(connection) as queries:
        call_command("migrate", *arguments, verbosity=0)
    made = re.compile("(?i)(CREATE|DROP|ALTER).*(_search|search_words)")
    return [query["sql"] for query in queries if made.match(query["sql"])]


@pytest.fixture
def material(settings):
    """Install the app, with the tables, rows and indexes from before its second migration."""
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "search.tests.material"]
    migrate("searched", "0001")
    for name in (*OLD_FIELDS, "added"):
        table = f"searched_{name}"
        index = ENGINES[connection.vendor](connection, table, "id", OLD_FIELDS.get(name, ["title"]))
        execute(*index.drop(), *(index.create() if name in OLD_FIELDS else []))
        execute(f"INSERT INTO {table} (title, body) VALUES ('before', 'words')")  # noqa: S608
    yield
    migrate("search")
    migrate("searched", "zero")
    assert [table for table in installed_indexes(connection) if table.startswith("searched")] == []


def test_indexes_follow_the_migrations_and_the_fields(material):
    migrate()

    assert {name: found(name) for name in FOUND} == FOUND
    for name in FOUND:
        row = model(name).objects.get()
        setattr(row, "heading" if name == "Renamed" else "title", "changed")
        row.save()
        assert model(name).objects.search("changed").count() == 1
        assert model(name).objects.search("before").count() == 0
    model("Unlisted").objects.create(title="not searched")
    assert "searched_unlisted" not in installed_indexes(connection)


def test_only_the_indexes_that_changed_are_made_again(material):
    migrate()

    assert migrate() == []
    with connection.schema_editor() as editor:
        editor.add_field(model("Untouched"), nullable("extra"))
    assert migrate() == []
    call_command("migrate", "searched", "0001", verbosity=0)
    assert [sql for sql in migrate("searched") if "untouched" in sql] == []


def test_index_from_before_definitions_were_written_down_is_replaced(material):
    index = ENGINES[connection.vendor](connection, "searched_longer", "id", ["title", "body"])
    statements = [re.sub(" COMMENT '.*?'", "", sql) for sql in index.create()]
    execute(*index.drop(), *(sql for sql in statements if "COMMENT" not in sql))

    migrate()

    assert found("Longer") == FOUND["Longer"]
    assert installed_indexes(connection)["searched_longer"]
    assert migrate() == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite makes tables again")
def test_trigger_that_is_lost_with_its_table_is_made_again(material):
    migrate()
    execute("DROP TRIGGER searched_longer_search_update")
    model("Longer").objects.update(title="unseen")

    migrate()

    assert model("Longer").objects.search("unseen").count() == 1


def test_migrating_search_to_zero_drops_all_indexes_and_a_migration_brings_them_back(material):
    migrate()

    migrate("search", "zero")

    assert installed_indexes(connection) == {}
    model("Longer").objects.create(title="before", body="more words")
    migrate()
    assert found("Longer") == {"before": 2, "words": 2, '"before words"': 0}


def test_rows_are_saved_and_found_after_the_part_is_removed(material, settings):
    migrate()
    settings.SEARCH_BACKEND = "core.search.Contains"

    model("Longer").objects.create(title="after", body="removal")

    assert model("Longer").objects.search("remov").count() == 1


def nullable(name):
    field = models.CharField(max_length=5, null=True)
    field.set_attributes_from_name(name)
    return field
