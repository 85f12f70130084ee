from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ProjectState

NAMES = ["0001_initial", "0002_article_reading_minutes"]
MIGRATIONS = [import_module(f"orm5.migrations.{name}").Migration(name, "orm5") for name in NAMES]


def state():
    """Return what the models are after all migrations."""
    found = ProjectState()
    for migration in MIGRATIONS:
        found = migration.mutate_state(found)
    return found


# With the mark, these run before the one that changes tables.
@pytest.mark.django_db
def check_migrations_know_all_that_the_model_says():
    model = apps.get_model("orm5", "Article")
    for where, names in (
        ("The fields of the model", [field.name for field in model._meta.local_fields]),
        ("The migrations", state().models["orm5", "article"].fields),
    ):
        assert "reading_minutes" in names, f"{where} do not know reading_minutes yet."
    now = ProjectState.from_apps(apps)
    now.models = {key: item for key, item in now.models.items() if key[0] == "orm5"}
    detector = MigrationAutodetector(state(), now)
    left = [operation.describe() for item in detector._detect_changes().get("orm5", [])
            for operation in item.operations]
    assert not left, f"makemigrations would still write: {'; '.join(left)}."


@pytest.mark.django_db
def check_the_field_is_a_number_from_zero_up_with_a_default():
    field = apps.get_model("orm5", "Article")._meta.get_field("reading_minutes")

    assert isinstance(field, models.PositiveIntegerField | models.PositiveSmallIntegerField), (
        f"It is a {type(field).__name__}: there is one for whole numbers from 0 up."
    )
    assert field.has_default() or field.has_db_default(), "The field has no default."
    assert 1 in (field.default, field.db_default), f"The default is {field.default!r}, not 1."


@pytest.mark.django_db(transaction=True)
def check_old_articles_are_still_there_and_take_one_minute(word):
    with connection.schema_editor() as editor:
        editor.delete_model(apps.get_model("orm5", "Article"))
    old = MIGRATIONS[0].mutate_state(ProjectState())
    with connection.schema_editor() as editor:
        MIGRATIONS[0].apply(ProjectState(), editor)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO orm5_article (title) VALUES (%s)", [word])

    with connection.schema_editor() as editor:
        MIGRATIONS[1].apply(old, editor)

    article = state().apps.get_model("orm5", "Article")
    assert hasattr(article, "reading_minutes"), "The migrations do not know reading_minutes yet."
    rows = list(article.objects.values_list("title", flat=True))
    assert rows == [word], f"An article was there before; after the migration: {rows}."
    assert article.objects.get().reading_minutes == 1, "Old articles should take 1 minute."
    try:
        with transaction.atomic():
            article.objects.create(title="x", reading_minutes=-1)
    except IntegrityError:
        return
    raise AssertionError("The migrated table took -1 minutes: the field in 0002 lets it.")
