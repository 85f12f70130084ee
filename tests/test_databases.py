"""The project's own tests pass on every database that it supports, and not on SQLite alone."""

import os
import socket
from urllib.parse import urlsplit

import pytest

from .commands import run

# Where the servers listen; TEST_POSTGRES_URL and TEST_MARIADB_URL name others.
SERVERS = {
    "postgres": "postgres://postgres@127.0.0.1:5432/postgres",
    "mariadb": "mysql://root@127.0.0.1:3306/test",
}


@pytest.mark.databases
@pytest.mark.parametrize("name", SERVERS)
def test_projects_own_tests_pass(unrendered, name):
    url = os.environ.get(f"TEST_{name.upper()}_URL", SERVERS[name])
    address = urlsplit(url)
    with socket.socket() as caller:
        if caller.connect_ex((address.hostname, address.port)) != 0 and "CI" not in os.environ:
            pytest.skip(f"no server answers at {address.hostname}:{address.port}")

    run(unrendered, "-m", "pytest", "-p", "no:cacheprovider", "-n", "2", DATABASE_URL=url)
