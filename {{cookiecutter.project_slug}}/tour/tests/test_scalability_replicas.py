"""The page about scalability where pages are read from replicas, of which one does not answer."""

import pytest
from django.apps import apps
from django.db import connections, router
from django.urls import reverse

from scaling import replicas
from scaling.settings import replica as replica_settings
from tour.pages.orm.examples import QUERIES
from tour.pages.orm.loops import compare
from tour.rows.scaling import STEP

PATH = reverse("tour:scalability")
NAMES = ["replica1", "replica2"]

# In a transaction, the primary is read.
pytestmark = pytest.mark.django_db(
    databases=["default", *NAMES], transaction=True, serialized_rollback=True
)


@pytest.fixture(scope="module", autouse=True)
def two_replicas(django_db_setup, django_db_blocker, tmp_path_factory):
    """Add two replicas, with all tables and no rows."""
    for alias in NAMES:
        config = replica_settings(f"sqlite:///{tmp_path_factory.mktemp(alias)}/db.sqlite3")
        settings = connections.configure_settings({"default": config})["default"]
        connections.settings[alias] = settings
        with django_db_blocker.unblock(), connections[alias].schema_editor() as editor:
            for model in apps.get_models():
                if not model._meta.proxy:
                    editor.create_model(model)
    yield
    for alias in NAMES:
        connections[alias].close()
        del connections[alias], connections.settings[alias]


@pytest.fixture(autouse=True)
def first_one_is_gone(settings, monkeypatch):
    """Ask the router of the site, for which the first replica does not answer."""
    settings.DEBUG = True
    monkeypatch.setattr(router, "routers", [replicas.ReplicaRouter()])
    monkeypatch.setattr(replicas, "paused_until", {"replica1": float("inf")})


def test_replica_that_answers_is_read_and_the_primary_is_written(client):
    found = {item.alias: item for item in client.get(PATH).context["databases"]}

    assert [alias for alias, item in found.items() if item.is_read] == ["replica2"]
    assert [alias for alias, item in found.items() if item.is_written] == ["default"]


def test_answer_to_a_post_is_read_from_the_primary(client):
    found = client.post(PATH, {"action": "enqueue"}).context["databases"]

    assert [item.alias for item in found if item.is_read] == ["default"]


def test_asking_the_router_where_to_write_is_no_write(client):
    response = client.get(PATH)

    assert not any("recent_write" in name for name in response.cookies)


def test_step_is_that_of_many_machines(client):
    assert client.get(PATH).context["current"] == STEP


def test_visitors_keep_reading_from_replicas_after_rows_that_vanish():
    token = replicas.has_written.set(False)

    compare(20)
    for query in QUERIES:
        query.run()

    assert not replicas.has_written.get()
    replicas.has_written.reset(token)
