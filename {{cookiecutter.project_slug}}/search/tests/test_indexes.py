"""The indexes after `migrate`: those that search_fields asks for, and no others."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test.utils import CaptureQueriesContext

from core.search import SearchQuerySet
from core.tests.marks import commits
from search.engines import installed_indexes

pytestmark = commits

BOTH = ["title", "body"]
OLD_FIELDS = dict.fromkeys(["Altered", "Added", "Old", "Unlisted", "Untouched"], BOTH)
OLD_FIELDS["Listed"] = ["title"]
FIELDS = dict.fromkeys(["Moved", "Listed", "Untouched"], BOTH)
FIELDS |= {"Altered": ["heading"], "Added": [*BOTH, "more"]}


def rows(name):
    """Return the rows of a model as it is after all migrations."""
    model = MigrationLoader(connection).project_state().apps.get_model("searched", name)
    return SearchQuerySet(model)


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def migrate(*arguments):
    """Migrate, and return the statements that changed an index of the app."""
    with CaptureQueriesContext(connection) as queries:
        call_command("migrate", *arguments, verbosity=0)
    statements = [query["sql"] for query in queries if "search" in query["sql"]]
    return [sql for sql in statements if sql.startswith(("CREATE", "ALTER", "DROP"))]


@pytest.fixture
def change(settings, monkeypatch):
    """Return a function that changes fields and models; each table has a row and an index."""
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "search.tests.material"]
    app = apps.get_app_config("searched")
    monkeypatch.setattr(app, "search_fields", OLD_FIELDS)
    migrate("searched", "0001")
    for name in OLD_FIELDS:
        execute(f"INSERT INTO searched_{name.lower()} (title, body) VALUES ('before', 'words')")  # noqa: S608

    def change():
        monkeypatch.setattr(app, "search_fields", FIELDS)
        return migrate()

    yield change
    migrate("search")
    migrate("searched", "zero")
    assert [table for table in installed_indexes(connection) if table.startswith("searched")] == []


def test_indexes_follow_migrations_and_fields(change):
    statements = change()

    assert not [sql for sql in statements if "untouched" in sql]
    assert "searched_unlisted" not in installed_indexes(connection)
    for name in FIELDS:
        found = [rows(name).search(text).count() for text in ("before", "words", "more")]
        assert found == {"Altered": [1, 0, 0], "Added": [1, 1, 1]}.get(name, [1, 1, 0])
        rows(name).update(**{FIELDS[name][0]: "changed"})
        assert rows(name).search("changed").count() == 1
        assert rows(name).search("before").count() == 0
    assert migrate() == []


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite creates tables again")
def test_trigger_that_is_lost_with_its_table_is_created_again(change):
    change()
    execute("DROP TRIGGER searched_listed_search_update")
    rows("Listed").update(title="unseen")

    migrate()

    assert rows("Listed").search("unseen").count() == 1


@pytest.mark.slow
def test_migrating_search_to_zero_drops_all_indexes_and_a_migration_brings_them_back(change):
    change()

    migrate("search", "zero")

    assert installed_indexes(connection) == {}
    rows("Listed").create(title="before", body="")
    migrate()
    assert rows("Listed").search("before").count() == 2
