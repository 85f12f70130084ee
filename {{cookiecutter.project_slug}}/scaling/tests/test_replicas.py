"""Which rows are read from a copy of the database, and which never are."""

import sqlite3
import time
from contextlib import closing

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.core.exceptions import MiddlewareNotUsed
from django.db import OperationalError, connections, router, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from config.urls import urlpatterns as site
from scaling import replicas
from scaling.checks import check_replicas
from scaling.settings import replica as replica_settings

# In a transaction, the primary is read: these tests commit.
pytestmark = [
    pytest.mark.django_db(
        databases=["default", "replica1"], transaction=True, serialized_rollback=True
    ),
    pytest.mark.urls(__name__),
]


def number(request):
    """Answer with the number of entries, and add one before if the request is a POST."""
    if request.method == "POST":
        write()
    return HttpResponse(LogEntry.objects.count())


def number_in_a_transaction(request):
    with transaction.atomic():
        return HttpResponse(LogEntry.objects.count())


def number_after_a_write(request):
    write()
    return HttpResponse(LogEntry.objects.count())


def visit(request):
    request.session["visits"] = 1
    return number(request)


attempts: list[str] = []


def fail_on_the_primary(request):
    attempts.append(request.path)
    raise OperationalError("database is locked")


handler500 = "core.errors.server_error"
urlpatterns = [
    path("", number),
    path("fail/", fail_on_the_primary),
    path("atomic/", number_in_a_transaction),
    path("write/", number_after_a_write),
    path("visit/", visit),
    *site,
]


def write():
    LogEntry.objects.create(user=get_user_model().objects.first(), action_flag=1, object_repr="x")


@pytest.fixture(scope="module", autouse=True)
def replica(django_db_setup, tmp_path_factory):
    """Add a replica that lags behind: it has the table, and no row."""
    file = tmp_path_factory.mktemp("replica") / "db.sqlite3"
    with closing(sqlite3.connect(file)) as copy:
        copy.execute("CREATE TABLE django_admin_log (id INTEGER PRIMARY KEY)")
    config = replica_settings(f"sqlite:///{file}")
    settings = connections.configure_settings({"default": config})["default"]
    connections.settings["replica1"] = settings
    yield
    connections["replica1"].close()
    del connections["replica1"], connections.settings["replica1"]


@pytest.fixture
def entry(monkeypatch, make_user):
    """Read from the replica where that is allowed, and write one row to the primary."""
    monkeypatch.setattr(router, "routers", [replicas.ReplicaRouter()])
    monkeypatch.setattr(replicas, "paused_until", {})
    make_user("First")
    write()


def test_pages_are_read_from_the_replica(client, entry):
    assert client.get("/").text == "0"


def test_visitors_read_their_own_writes_and_others_may_have_to_wait(client, entry):
    assert client.post("/").text == "2"

    assert client.get("/").text == "2"
    assert Client().get("/").text == "0"


def test_primary_is_read_for_ten_seconds_after_a_write(client, entry):
    cookie = client.post("/").cookies["__Host-recent_write"]

    assert cookie["max-age"] == 10
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_request_reads_what_it_has_written(client, entry):
    assert client.get("/write/").text == "2"


def test_transactions_read_from_the_primary(client, entry):
    assert client.get("/atomic/").text == "1"


def test_programs_with_a_token_read_from_the_primary(client, entry):
    assert client.get("/", headers={"authorization": "Bearer x"}).text == "1"


def test_write_that_no_page_shows_leaves_readers_at_the_replica(client, entry):
    response = client.get("/visit/")

    assert response.text == "0"
    assert "__Host-recent_write" not in response.cookies


def test_commands_and_tasks_read_from_the_primary(entry):
    assert LogEntry.objects.count() == 1


def test_sessions_and_permissions_are_read_from_the_primary(client, entry, reader):
    client.force_login(reader)
    client.cookies.pop("__Host-recent_write", None)

    assert client.get("/").text == "0"
    assert "_auth_user_id" in client.session


def test_replica_that_fails_is_not_used_for_a_while(client, entry, caplog, monkeypatch):
    def fail():
        raise OperationalError("no answer")

    monkeypatch.setattr(connections["replica1"], "ensure_connection", fail)

    monkeypatch.setattr(replicas, "PAUSE_SECONDS", 3600)

    assert [client.get("/").text for _ in range(3)] == ["1", "1", "1"]

    assert caplog.text.count("replica1 is not used for 3600 seconds: no answer") == 1


def test_page_whose_replica_fails_meanwhile_is_made_again_from_the_primary(client, entry):
    def fail(execute, *arguments):
        raise OperationalError("server closed the connection")

    client.raise_request_exception = False
    with connections["replica1"].execute_wrapper(fail):
        assert client.get("/").text == "1"


def test_page_that_fails_for_another_reason_is_made_once(client, entry):
    client.raise_request_exception = False

    assert client.get("/fail/").status_code == 503
    assert len(attempts) == 1


def test_connection_that_is_lost_is_not_waited_for_twice(client, entry, monkeypatch):
    client.get("/")
    lost = connections["replica1"]
    monkeypatch.setattr(lost, "is_usable", lambda: False)
    lost.health_check_enabled = True
    lost.health_check_done = False

    assert replicas.is_available("replica1") is False
    assert lost.connection is None


def test_replica_that_is_back_is_read_again(client, entry):
    replicas.paused_until["replica1"] = time.monotonic() - 1

    assert client.get("/").text == "0"


def test_without_replicas_nothing_stands_between_request_and_view(monkeypatch):
    monkeypatch.setattr(replicas, "aliases", list)

    with pytest.raises(MiddlewareNotUsed):
        replicas.ReadYourWritesMiddleware(number)


def test_check_names_a_replica_that_cannot_be_read(monkeypatch, tmp_path):
    monkeypatch.setitem(connections["replica1"].settings_dict, "NAME", tmp_path / "no/db.sqlite3")

    (warning,) = check_replicas(None)

    assert warning.msg == "replica1 cannot be read."
