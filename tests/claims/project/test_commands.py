"""What the command `demo` does and says."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from core.demo import PASSWORD, users

pytestmark = pytest.mark.django_db
DEBUG = {"DEBUG": "on", "TASKS_IMMEDIATE": ""}
OPTIONS = {
    "demo": ["--no-serve"],
    "shell": ["--no-imports", "-c", "from django.db import connection; connection.cursor()"],
}


def rows():
    """Return all rows of this project's apps, by model."""
    models = [model for model in apps.get_models() if is_own(model)]
    return {model: list(model.objects.order_by("pk").values()) for model in models}


def is_own(model):
    return Path(settings.BASE_DIR, model._meta.app_label).is_dir()


def test_demo_twice_gives_the_same_as_once(settings, capsys):
    settings.DEBUG = True
    call_command("demo", "--no-serve")
    once = rows()

    call_command("demo", "--no-serve")

    assert rows() == once
    assert once[get_user_model()]


def test_demo_users_can_sign_in_with_what_demo_prints(settings, client, capsys):
    settings.DEBUG = True
    call_command("demo", "--no-serve")

    output = capsys.readouterr().out
    assert PASSWORD in output
    for user in users():
        assert (user.email in output) == bool(user.about)
        response = client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
        assert response.status_code == 302, user
        client.post("/accounts/logout/")


def test_demo_refuses_where_debug_is_off(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="DEBUG is off"):
        call_command("demo", "--no-serve")

    assert not get_user_model().objects.exists()


def test_demo_says_what_to_type_where_the_port_is_taken(settings, capsys):
    settings.DEBUG = True

    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=rf"Port {port} is taken.*demo {port + 1}$"):
            call_command("demo", f"127.0.0.1:{port}")

    assert not get_user_model().objects.exists()
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("command", ["demo", "migrate", "shell"])
def test_database_that_cannot_be_opened_is_named_in_a_sentence(tmp_path, command):
    url = f"sqlite:///{tmp_path}/nowhere/db.sqlite3"
    done = subprocess.run(
        [sys.executable, "-c", "import manage; manage.main()", command, *OPTIONS.get(command, ())],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"} | DEBUG,
        capture_output=True,
        encoding="utf-8",
    )

    assert done.returncode == 1
    assert done.stderr == (
        f"Error: the database {tmp_path}/nowhere/db.sqlite3 cannot be opened: "
        "unable to open database file. Is DATABASE_URL right?\n"
    )
