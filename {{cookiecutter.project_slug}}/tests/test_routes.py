"""What holds for every address of the site."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.routes import own_patterns

WRITING = re.compile(r"(INSERT INTO|UPDATE|DELETE FROM) .(\w+)")

# What the site notes about visits, whoever comes.
NOTES = {"django_session", "usersessions_usersession", "core_ratelimit", "accounts_securityevent"}
SECRETS = {"password", "digest", "secret", "is_superuser", "is_staff"}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", sorted({path for path, _ in own_patterns()}))
def test_reading_changes_nothing(client, reader, path):
    client.force_login(reader)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(f"/{path}")

    written = {match[2] for query in queries if (match := WRITING.match(query["sql"]))}
    assert written - NOTES == set()


def test_api_shows_no_field_that_is_secret(client):
    schemas = client.get("/api/openapi.json").json()["components"]["schemas"]

    fields = {field for schema in schemas.values() for field in schema.get("properties", {})}
    assert fields
    assert fields & SECRETS == set()
