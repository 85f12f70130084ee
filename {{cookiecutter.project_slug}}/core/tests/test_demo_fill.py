"""What holds for the generated rows of every app."""

import random
import re
from collections import Counter
from contextlib import contextmanager, suppress
from itertools import count

import pytest
from django.apps import apps
from django.contrib.auth import authenticate, get_user_model
from django.db import connection, transaction

from accounts.demo_people import people
from core.demo import fill_all, modules

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

APPS = [module for module in modules() if hasattr(module, "fill")]
each_app = pytest.mark.parametrize("app", APPS, ids=lambda app: app.__name__)


def models(app):
    """Return the models of an app, with those that link two others."""
    label = app.__name__.partition(".")[0]
    found = apps.get_app_config(label).get_models(include_auto_created=True)
    return [*found, get_user_model()]


def keys(model):
    return model.objects.order_by("pk").values_list("pk", flat=True)


def contents(app):
    """Return all rows of an app without their keys: a key becomes the place of its row."""
    places = {model: {key: place for place, key in enumerate(keys(model))} for model in models(app)}
    return {model._meta.label: rows_of(model, places) for model in models(app)}


def rows_of(model, places):
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    rows = model.objects.order_by("pk").values_list(*(field.attname for field in fields))
    seen = [places.get(field.related_model, {}) for field in fields]
    return [[near.get(v, v) for near, v in zip(seen, row, strict=True)] for row in rows]


@contextmanager
def undone():
    """Take back what the block adds."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def filled(app, number, seed=1):
    """Return what an app holds after it has been filled, and take it back."""
    with undone():
        app.fill(number, seed)
        return contents(app)


@each_app
def test_same_seed_gives_the_same_rows_and_another_one_others(app):
    rows = filled(app, 200)

    assert filled(app, 200) == rows
    other = filled(app, 200, seed=2)
    assert [label for label in rows if len(rows[label]) >= 200 and rows[label] == other[label]] == [
        "accounts.User"
    ]


@each_app
def test_fill_adds_what_is_missing(app):
    rows = filled(app, 300)

    assert app.fill(100, 1) == 100
    assert app.fill(100, 1) == 0
    assert app.fill(50, 1) == 0
    assert app.fill(300, 1) == 200
    assert contents(app) == rows


@each_app
def test_interrupted_fill_leaves_whole_batches_and_goes_on(app):
    rows = filled(app, 300)
    inserts = count(1)
    last = random.randrange(2, 80)  # noqa: S311

    def interrupt(execute, sql, params, many, context):
        if sql.startswith("INSERT") and next(inserts) == last:
            raise KeyboardInterrupt
        return execute(sql, params, many, context)

    with suppress(KeyboardInterrupt), connection.execute_wrapper(interrupt):
        app.fill(300, 1)
    app.fill(300, 1)

    assert contents(app) == rows


@each_app
def test_generated_rows_are_valid(app):
    app.fill(600, 1)

    connection.check_constraints()
    for model in models(app):
        for row in [*model.objects.order_by("pk")[:25], *model.objects.order_by("-pk")[:25]]:
            row.full_clean()


@each_app
def test_generated_rows_are_dated_before_2026(app):
    app.fill(300, 1)

    for model in models(app):
        for field in model._meta.local_concrete_fields:
            if field.get_internal_type() == "DateTimeField":
                dates = model.objects.exclude(**{field.name: None}).values_list(field.name)
                assert {date.year for (date,) in dates} <= set(range(2015, 2026)), field


@each_app
def test_generated_rows_have_markers_in_fixed_places(app):
    app.fill(300, 1)

    text = repr(contents(app))
    for word, number in {"zephyrine": 3, "quincunx": 1, "syzygy": 1, "ERR_4096": 15}.items():
        assert text.count(word) == number
    assert text.count("crème brûlée") == 30
    assert text.count("東京") == 12


@each_app
def test_words_are_common_rare_and_unique(app):
    app.fill(600, 1)

    words = re.findall(r"[a-z]{4,}|[A-Z]{2}1-\d{7}", repr(contents(app)))
    counts = sorted(Counter(words).values(), reverse=True)
    assert counts[0] > 300
    assert counts[len(counts) // 2] < 20
    assert counts[-1] == 1


def test_rows_are_divided_evenly():
    number = 10 * len(APPS) + 1

    added = fill_all(number, 1)

    assert list(added) == [app.__name__.partition(".")[0] for app in APPS]
    assert sum(added.values()) == number
    assert set(added.values()) <= {10, 11}


def test_generated_people_cannot_log_in():
    users = people()

    assert len(users) == 1000
    assert users[123].email == "user000123@example.net"
    assert not any(user.has_usable_password() for user in users)
    for password in ["", "!", users[0].password]:
        assert authenticate(email=users[0].email, password=password) is None
    assert people() == users
