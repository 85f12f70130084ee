"""Only one process migrates at a time."""

import tempfile
import threading
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, connections

from core.tests.marks import commits
from scaling.locks import advisory_lock


def hold(name, held, release):
    with advisory_lock(name, "default", lambda: None):
        held.set()
        release.wait(10)
    connections.close_all()


@pytest.fixture
def holder():
    """Return a function that lets somebody else hold a lock, and returns how to end that."""
    threads = []

    def start(name):
        held, release = threading.Event(), threading.Event()
        thread = threading.Thread(target=hold, args=(name, held, release))
        thread.start()
        threads.append((thread, release))
        assert held.wait(10)
        return release.set

    yield start
    for thread, release in threads:
        release.set()
        thread.join()


@commits
def test_second_one_waits_for_the_first(holder):
    let_go = holder("work")
    waited = []

    with advisory_lock("work", "default", lambda: (waited.append(True), let_go())):
        assert waited == [True]


@commits
def test_locks_of_other_names_do_not_wait(holder):
    holder("work")

    with advisory_lock("other work", "default", pytest.fail):
        pass


@commits
def test_lock_is_free_after_an_error():
    with pytest.raises(ZeroDivisionError), advisory_lock("work", "default", pytest.fail):
        raise ZeroDivisionError

    with advisory_lock("work", "default", pytest.fail):
        pass


class Terminal(StringIO):
    """Terminal that calls a function when something is waited for."""

    def __init__(self, on_wait):
        super().__init__()
        self.on_wait = on_wait

    def write(self, text):
        if "Waiting" in text:
            self.on_wait()
        return super().write(text)


@commits
@pytest.mark.skipif(connection.vendor != "sqlite", reason="Servers keep locks themselves")
def test_lock_on_a_file_is_where_only_the_owner_of_the_database_writes(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)

    with advisory_lock("work", "default", pytest.fail):
        assert not list(tmp_path.iterdir())
        assert list(Path(connection.settings_dict["NAME"]).parent.glob("*-lock-*"))


@commits
def test_migrate_waits_for_another_one(holder):
    terminal = Terminal(on_wait=holder("migrate"))

    call_command("migrate", stdout=terminal)

    printed = terminal.getvalue()
    assert "Another migrate is running. Waiting for it ..." in printed
    assert "No migrations to apply." in printed
