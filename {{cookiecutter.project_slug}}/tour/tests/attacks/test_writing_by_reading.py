"""
Writing by reading: a link on another site makes staff rewrite whole tables, again and again.

The session's cookie comes along with a link, and reading asks for no token. In production the tour
shows what would change rows, and does not run it.
https://docs.djangoproject.com/en/6.1/topics/security/#cross-site-request-forgery-csrf-protection
"""

import pytest
from django.db import connection
from django.urls import reverse

from tour.pages.orm.examples import QUERIES
from tour.pages.orm.page import OrmPage
from tour.registry import SHOWN

PROTECTION = "tour/pages/orm/page.py: may_view and not query.changes"

pytestmark = pytest.mark.django_db

PATHS = [reverse("tour:index"), *(reverse(f"tour:{key}") for key in SHOWN)]
ASKED = [f"{reverse('tour:orm')}?rows=200&query={query.key}" for query in QUERIES]


def attack(staff, links):
    """Open links of the tour as a superuser in production; return what was written."""
    written = []

    def note(execute, sql, *args):
        result = execute(sql, *args)  # What is only compiled for the page ends here.
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "REPLACE")):
            written.append(sql)
        return result

    with connection.execute_wrapper(note):
        for link in links:
            assert staff.get(link).status_code == 200
    return written


def test_attack_writes_nothing(admin_client):
    assert attack(admin_client, [*PATHS, *ASKED]) == []


def test_control_without_the_condition_it_writes(admin_client, monkeypatch):
    monkeypatch.setattr(OrmPage, "may_ask", lambda page, query: True)

    assert any(sql.startswith("UPDATE") for sql in attack(admin_client, ASKED))
