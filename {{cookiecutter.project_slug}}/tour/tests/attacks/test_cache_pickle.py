"""
Cache pickle: whoever can write to the table of the cache, puts a program there.

Django's caches are pickles, and reading one runs the code that it names. Here they are JSON.
https://docs.djangoproject.com/en/6.1/topics/cache/#database-caching
"""

import base64
import pickle

import pytest
from django.core.cache.backends import db
from django.db import connection
from django.test import Client
from django.urls import reverse

PROTECTION = "core/apps.py: db.pickle = locmem.pickle = json_cache"

pytestmark = pytest.mark.django_db

ran: list[str] = []


class Program:
    """A value that calls a function when it is unpickled; it could start anything."""

    def __reduce__(self):
        return run, ()


def run():
    """Do harm; what counts wrong passwords is a list."""
    ran.append("It was run.")
    return []


def attack():
    """Change the rows that count wrong passwords, type one more; return what was run."""
    ran.clear()
    form = {"login": "somebody@example.com", "password": "wrong"}
    browser = Client(raise_request_exception=False)
    browser.post(reverse("account_login"), form)
    with connection.cursor() as cursor:
        program = base64.b64encode(pickle.dumps(Program())).decode()
        cursor.execute("UPDATE cache SET value = %s", [program])
        assert cursor.rowcount
    browser.post(reverse("account_login"), form)
    return ran


def test_attack_runs_nothing():
    assert attack() == []


def test_control_with_pickles_the_program_is_run(monkeypatch):
    monkeypatch.setattr(db, "pickle", pickle)

    assert "It was run." in attack()
