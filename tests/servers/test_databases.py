"""The project's own tests pass on every database, and whatever is wrong with one is named."""

import itertools
import json
import os
import re
import socket
import sys
from urllib.parse import urlsplit

import pytest

from tests.commands import DEVELOPMENT, PRODUCTION, PROJECT, TEMPLATE, finished, run

# Where the servers listen; TEST_POSTGRES_URL and TEST_MARIADB_URL name others.
# The exercises have a database of their own, in memory.
EVERYDAY = ["-p", "no:cacheprovider", "-n", "2", "--ignore=lessons"]
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

    run(unrendered, "-m", "pytest", *EVERYDAY, DATABASE_URL=url)


# Databases as other services make them. The suite above runs on those of this machine.
MADE = {
    "C": ("postgres", "LOCALE 'C' TEMPLATE template0"),
    "C.UTF-8": ("postgres", "LOCALE 'C.UTF-8' TEMPLATE template0"),
    "CloudNativePG": ("postgres", "{} TEMPLATE template0"),
    "general": ("mariadb", "COLLATE utf8mb4_general_ci"),
    "uca1400": ("mariadb", "COLLATE utf8mb4_uca1400_ai_ci"),
}
COMPARING = ["accounts/tests/test_models.py", "blog/tests/test_models.py", "search/tests"]
COMPARING += ["core/tests/test_search.py", "jobs/tests/test_queue.py"]


def locale_of_the_cluster():
    """Return what the shipped file of CloudNativePG sets, as options of CREATE DATABASE."""
    path = TEMPLATE / PROJECT / "deploy/kubernetes/overlays/cloudnativepg/cluster.yaml"
    found = dict(re.findall(r"^ +(encoding|locale\w+|icuLocale): (.+)$", path.read_text(), re.M))
    names = {"localeCollate": "LC_COLLATE", "localeCType": "LC_CTYPE", "icuLocale": "ICU_LOCALE"}
    names |= {"localeProvider": "LOCALE_PROVIDER", "encoding": "ENCODING"}
    return " ".join(f"{names[key]} '{value}'" for key, value in found.items())


@pytest.mark.databases
@pytest.mark.parametrize("kind", MADE)
def test_names_words_and_clocks_are_the_same_whatever_a_database_was_made_with(unrendered, kind):
    name, options = MADE[kind]
    server = os.environ.get(f"TEST_{name.upper()}_URL", SERVERS[name])
    url = server.rpartition("/")[0] + "/made"
    statement(unrendered, server, "DROP DATABASE IF EXISTS test_made")
    options = options.format(locale_of_the_cluster())
    statement(unrendered, server, f"CREATE DATABASE test_made {options}")
    zone = "SET GLOBAL time_zone = %r"
    try:
        if name == "mariadb":
            statement(unrendered, server, zone % "+05:30")
        options = ["-p", "no:cacheprovider", "-p", "no:xdist", "--reuse-db"]
        run(unrendered, "-m", "pytest", *options, *COMPARING, DATABASE_URL=url)
        check = ["check", "--database", "default", "--fail-level", "WARNING"]
        made = url.replace("/made", "/test_made")
        run(unrendered, "manage.py", *check, DATABASE_URL=made, **PRODUCTION)
    finally:
        if name == "mariadb":
            statement(unrendered, server, zone % "SYSTEM")
        statement(unrendered, server, "DROP DATABASE test_made")


REFUSED = {
    "postgres://nobody:secret@127.0.0.1:5432/postgres": "refuses the user or the password",
    "postgres://postgres@127.0.0.1:5432/nowhere": "has no such database",
    "postgres://postgres:secret@127.0.0.1:9/postgres": "does not answer",
    "postgres://postgres:secret@nowhere.invalid/postgres": "is on a machine that nobody knows",
    "mysql://root:secret@127.0.0.1:3306/test": "refuses the user or the password",
    "mysql://root@127.0.0.1:3306/nowhere": "has no such database",
    "mysql://root:secret@127.0.0.1:9/test": "does not answer",
    "mysql://root:secret@nowhere.invalid/test": "is on a machine that nobody knows",
}


@pytest.mark.databases
@pytest.mark.parametrize("url", REFUSED)
def test_doctor_says_what_is_wrong_with_a_database(unrendered, url):
    assert f"{REFUSED[url]}." in refusal(unrendered, url, "doctor")


@pytest.mark.databases
@pytest.mark.parametrize("url", [url for url in REFUSED if ":9/" in url])
def test_database_that_cannot_be_opened_is_named_in_a_sentence(unrendered, url):
    name = url.rpartition("/")[2]

    printed = refusal(unrendered, url, "demo", "--no-serve")

    assert f"Error: the database {name} cannot be opened: " in printed


def refusal(project, url, *command):
    """Return what a command prints that fails on a database, in sentences."""
    variables = {"DATABASE_URL": url, **DEVELOPMENT}
    done = finished(project, sys.executable, "manage.py", *command, **variables)
    printed = done.stdout + done.stderr
    assert done.returncode == 1, printed
    assert "Traceback" not in printed
    assert "secret" not in printed
    return printed


def statement(project, url, sql):
    """Execute a statement outside of a transaction, on the server of a URL."""
    code = f"from django.db import connection; connection.cursor().execute({sql!r})"
    run(project, "manage.py", "shell", "--no-imports", "-c", code, DATABASE_URL=url, **DEVELOPMENT)


@pytest.mark.databases
def test_site_moves_from_database_to_database_and_comes_back_as_it_was(unrendered, tmp_path):
    first, last = (f"sqlite:///{tmp_path}/{name}.sqlite3" for name in ("first", "last"))
    route = [first, *(url.rpartition("/")[0] + "/round_trip" for url in SERVERS.values()), last]
    variables = {"DATABASE_URL": first, "PYTHONPATH": str(TEMPLATE / "benchmarks")}
    run(unrendered, "manage.py", "demo", "--no-serve", **variables, **DEVELOPMENT)
    run(unrendered, "-m", "rows", "2000", **variables, **DEVELOPMENT)

    for url in SERVERS.values():
        statement(unrendered, url, "DROP DATABASE IF EXISTS round_trip")
        statement(unrendered, url, "CREATE DATABASE round_trip")
    for source, target in itertools.pairwise(route):
        urls = {"OLD_DATABASE_URL": source, "NEW_DATABASE_URL": target}
        run(unrendered, "manage.py", "copydata", *urls, **urls, **DEVELOPMENT)
    for url in SERVERS.values():
        statement(unrendered, url, "DROP DATABASE round_trip")

    assert rows(unrendered, last) == rows(unrendered, first)


def rows(project, url):
    """Return all rows of a database, sorted."""
    dump = ["manage.py", "dumpdata", "--all"]
    printed = run(project, *dump, DATABASE_URL=url, **DEVELOPMENT)
    return sorted(json.dumps(row, sort_keys=True) for row in json.loads(printed))
