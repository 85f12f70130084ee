"""What the page says where pages are read from replicas, of which one does not answer."""

import time

import pytest
from django.db import connections, router
from django.urls import reverse

from config import environment
from core import replicas
from core.tests.databases import url_of
from tour import steps

PATH = reverse("tour:scalability")
NAMES = ["replica1", "replica2"]

# In a transaction, the primary is read.
pytestmark = pytest.mark.django_db(
    databases=["default", *NAMES], transaction=True, serialized_rollback=True
)


@pytest.fixture(scope="module", autouse=True)
def two_replicas(django_db_setup, tmp_path_factory):
    """Add two replicas: the page reads none of their tables."""
    for alias in NAMES:
        config = environment.replica(url_of(tmp_path_factory.mktemp(alias) / "db.sqlite3"))
        settings = connections.configure_settings({"default": config})["default"]
        connections.settings[alias] = settings
    yield
    for alias in NAMES:
        connections[alias].close()
        del connections[alias], connections.settings[alias]


@pytest.fixture(autouse=True)
def first_one_is_gone(settings, monkeypatch):
    """Ask the router of the site, for which the first replica does not answer."""
    settings.DEBUG = True
    monkeypatch.setattr(router, "routers", [replicas.ReplicaRouter()])
    monkeypatch.setattr(replicas, "paused_until", {"replica1": time.monotonic() + 60})


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
    assert client.get(PATH).context["current"] == steps.STEPS[2]
