"""Reading a page writes nothing, whatever page it is."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.routes import own_patterns

WRITING = re.compile(r"(INSERT INTO|UPDATE|DELETE FROM) .(\w+)")

# What the site notes about visits, whoever comes.
NOTES = {"django_session", "usersessions_usersession", "core_ratelimit", "accounts_securityevent"}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", sorted({path for path, _ in own_patterns()}))
def test_reading_changes_nothing(client, reader, path):
    client.force_login(reader)

    with CaptureQueriesContext(connection) as queries:
        client.get(f"/{path}")

    written = {match[2] for query in queries if (match := WRITING.match(query["sql"]))}
    assert written - NOTES == set()
