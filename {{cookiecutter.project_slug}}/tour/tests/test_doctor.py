"""What `manage.py doctor` finds on a machine, and what it says to do."""

import socket

import pytest
from django.core.management import call_command
from django.db import connection

from tour.troubles import explained, trouble_with


@pytest.mark.django_db
def test_looking_makes_no_file(tmp_path):
    path = tmp_path / "db.sqlite3"
    other = connection.copy()
    other.settings_dict["NAME"] = str(path)

    trouble_with(other)
    assert not path.exists()

    other.settings_dict["NAME"] = str(tmp_path / "nowhere" / "db.sqlite3")
    if connection.vendor == "sqlite":
        assert trouble_with(other)[1].startswith("Make its directory")


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
def test_doctor_finds_nothing_wrong_here(capsys, settings, tmp_path):
    settings.BASE_DIR = tmp_path
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    call_command("doctor", port=port)

    output = capsys.readouterr().out
    for text in ("Python is", "SQLite is", ".env", "MB free", f"Port {port} is free", "answers"):
        assert text in output
    assert "fail" not in output


@pytest.mark.django_db
def test_doctor_says_what_to_do_when_the_port_is_taken(capsys):
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]

        with pytest.raises(SystemExit):
            call_command("doctor", port=port)

    output = capsys.readouterr().out
    assert f"Port {port} is taken. If this site is running there, all is well." in output
    assert f"Type: uv run manage.py demo {port + 1}" in output


@pytest.mark.django_db
def test_doctor_says_what_to_do_when_migrations_are_pending(capsys):
    call_command("migrate", "sessions", "zero", fake=True, verbosity=0)

    with pytest.raises(SystemExit):
        call_command("doctor", port=0)

    assert "Type: uv run manage.py migrate" in capsys.readouterr().out
