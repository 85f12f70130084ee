"""Where the three databases differ: docs/databases.md says so, and these tests show it."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.db import DataError, IntegrityError, NotSupportedError, connection, migrations, models
from django.db.migrations.state import ProjectState
from django.db.models import DecimalField, Sum, Value

from core.tests.marks import commits

pytestmark = pytest.mark.django_db

SQLITE, POSTGRESQL, MARIADB = (
    connection.vendor == name for name in ("sqlite", "postgresql", "mysql")
)


def refusal_of(action, *errors):
    """Return whether the database refuses the action with one of the errors."""
    try:
        action()
    except errors:
        return True
    return False


def test_unique_texts_that_differ_by_case_alone():
    Group.objects.create(name="café")

    refused = refusal_of(lambda: Group.objects.create(name="CAFE"), IntegrityError)

    assert refused == MARIADB


def test_text_longer_than_its_column():
    refused = refusal_of(lambda: Group.objects.create(name="x" * 151), DataError)

    assert refused == (not SQLITE)


def test_null_character_in_a_text():
    refused = refusal_of(lambda: Group.objects.create(name="a\0b"), ValueError, DataError)

    assert refused == POSTGRESQL


@pytest.mark.parametrize(("price", "is_large"), [("0.10", False), ("12345678901234567.89", True)])
def test_sum_of_decimals(price, is_large):
    Group.objects.bulk_create(Group(name=f"{number}") for number in range(3))
    amount = Value(Decimal(price), output_field=DecimalField(max_digits=22, decimal_places=2))

    total = Group.objects.filter(name__in="012").aggregate(total=Sum(amount))["total"]

    assert (round(total, 2) == 3 * Decimal(price)) == (not (SQLITE and is_large))


def test_locks_on_single_rows():
    sql = str(Group.objects.select_for_update().query)

    assert ("FOR UPDATE" in sql) == (not SQLITE)


@commits
def test_table_of_a_migration_that_fails():
    migration = migrations.Migration("fails", "core")
    migration.operations = [
        migrations.CreateModel("Half", [("id", models.BigAutoField(primary_key=True))]),
        migrations.RunSQL("THIS IS NO SQL"),
    ]

    with pytest.raises(Exception, match="THIS"), connection.schema_editor(atomic=True) as editor:
        migration.apply(ProjectState(), editor)

    assert ("core_half" in connection.introspection.table_names()) == MARIADB
    if MARIADB:
        with connection.schema_editor() as editor:
            editor.execute("DROP TABLE core_half")


def test_distinct_on_a_column():
    refused = refusal_of(
        lambda: list(Group.objects.order_by("name").distinct("name")), NotSupportedError
    )

    assert refused == (not POSTGRESQL)
