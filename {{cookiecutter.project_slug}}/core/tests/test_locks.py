"""Only one process migrates at a time."""

import threading

import pytest
from django.core.management import call_command
from django.db import connections

from core.locks import only_one

from .marks import commits


def hold(name, held, release):
    with only_one(name, "default", lambda: None):
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

    with only_one("work", "default", lambda: (waited.append(True), let_go())):
        assert waited == [True]


@commits
def test_locks_of_other_names_do_not_wait(holder):
    holder("work")

    with only_one("other work", "default", pytest.fail):
        pass


@commits
def test_lock_is_free_after_an_error():
    with pytest.raises(ZeroDivisionError), only_one("work", "default", pytest.fail):
        raise ZeroDivisionError

    with only_one("work", "default", pytest.fail):
        pass


@commits
def test_migrate_waits_for_another_one(holder, capsys):
    let_go = holder("migrate")
    threading.Timer(0.5, let_go).start()

    call_command("migrate")

    printed = capsys.readouterr().out
    assert "Another migrate is running. Waiting for it ..." in printed
    assert "No migrations to apply." in printed
