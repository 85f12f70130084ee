import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from core.databases import check_time_zones, explained, knows_time_zones, trouble_with

ENVIRONMENT = {"SECRET_KEY": "x" * 50, "DEBUG": "on"}


def refusal(*arguments, url, code="import manage; manage.main()"):
    """Run a command of the project with a database; return what it prints when it fails."""
    variables = os.environ | ENVIRONMENT | {"DATABASE_URL": url}
    variables.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=variables, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize("command", ["check", "doctor", "demo", "migrate"])
def test_file_that_cannot_be_made_is_named(tmp_path, command):
    printed = refusal(command, url=f"sqlite:///{tmp_path}/nowhere/db.sqlite3")

    assert f"The SQLite database {tmp_path}/nowhere/db.sqlite3 cannot be opened." in printed
    assert "Make its directory" in printed


def test_site_goes_on_without_a_replica(tmp_path):
    gone = f"sqlite:///{tmp_path}/nowhere/db.sqlite3"
    variables = os.environ | ENVIRONMENT | {"DATABASE_REPLICA_URLS": gone}
    variables |= {"DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3"}
    variables.pop("DJANGO_SETTINGS_MODULE", None)

    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env=variables,
        capture_output=True,
        encoding="utf-8",
    )

    assert done.returncode == 0
    assert "core.W011" in done.stderr
    assert "nowhere/db.sqlite3 cannot be opened." in done.stderr


def test_file_that_is_no_database_is_named(tmp_path):
    (tmp_path / "db.sqlite3").write_text("This is a text. " * 100)

    assert "is no SQLite file" in refusal("check", url=f"sqlite:///{tmp_path}/db.sqlite3")


@pytest.mark.parametrize(
    ("url", "module", "extra"),
    [
        ("postgres://user:secret@localhost/name", "psycopg", "postgres"),
        ("mysql://user:secret@localhost/name", "MySQLdb", "mariadb"),
    ],
)
def test_driver_that_is_missing_is_named(url, module, extra):
    without = f"import sys; sys.modules['{module}'] = None; import manage; manage.main()"

    printed = refusal("check", url=url, code=without)

    assert printed.strip() == (
        f"Error: DATABASE_URL needs the package {module}, which is not installed. "
        f"Type: uv sync --extra {extra}"
    )


@pytest.mark.django_db
def test_looking_makes_no_file(tmp_path):
    path = tmp_path / "db.sqlite3"
    other = connection.copy()
    other.settings_dict["NAME"] = str(path)

    trouble_with(other)

    assert not path.exists()


@pytest.mark.django_db
def test_database_of_these_tests_has_no_trouble():
    assert trouble_with(connection) is None


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ('FATAL: password authentication failed for user "a"', "refuses the user or the password"),
        ("fe_sendauth: no password supplied", "refuses the user or the password"),
        ("(1045, \"Access denied for user 'a'@'b'\")", "refuses the user or the password"),
        ('FATAL: database "a" does not exist', "has no such database"),
        ("(1049, \"Unknown database 'a'\")", "has no such database"),
        ("could not translate host name", "is on a machine that nobody knows"),
        ("Connection refused", "does not answer"),
        ("connection timeout expired", "does not answer"),
        ("database disk image is malformed", "is no SQLite file, or a damaged one"),
        ("something\n new", "cannot be used: something new"),
    ],
)
def test_what_drivers_say_is_put_into_a_sentence(said, what):
    found, advice = explained(connection, said)

    assert found.endswith(f" {what}.")
    assert str(connection.settings_dict["NAME"]) in found
    assert advice


@pytest.mark.django_db
def test_time_zones_that_are_not_installed_are_found(settings):
    settings.TIME_ZONE = "Europe/Zurich"
    installed = True
    if connection.vendor == "mysql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT CONVERT_TZ('2000-01-01', 'UTC', 'Europe/Zurich') IS NOT NULL")
            installed = bool(cursor.fetchone()[0])

    assert knows_time_zones("default") == installed
    assert [error.id for error in check_time_zones(None)] == ["core.E012"] * (not installed)
