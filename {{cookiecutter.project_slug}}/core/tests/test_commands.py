import socket

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from blog.models import Comment, Post
from core.demo import PASSWORD, USERS

pytestmark = pytest.mark.django_db


def rows():
    """Return all that the demo makes, in a form that can be compared."""
    return [
        list(get_user_model().objects.order_by("pk").values()),
        list(Post.objects.order_by("pk").values()),
        list(Comment.objects.order_by("pk").values()),
    ]


def test_demo_twice_gives_the_same_as_once(settings, capsys):
    settings.DEBUG = True
    call_command("demo", "--no-serve")
    Post.objects.create(author=get_user_model().objects.first(), title="Welcome to the bench")
    once = rows()

    call_command("demo", "--no-serve")

    assert rows() == once
    assert len(once[1]) == 13


def test_demo_users_can_sign_in_with_what_demo_prints(settings, client, capsys):
    settings.DEBUG = True
    call_command("demo", "--no-serve")

    output = capsys.readouterr().out
    assert PASSWORD in output
    for user in USERS:
        assert user.email in output
        response = client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
        assert response.status_code == 302, user
        client.post("/accounts/logout/")


def test_demo_refuses_where_debug_is_off(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="DEBUG is off"):
        call_command("demo", "--no-serve")

    assert not get_user_model().objects.exists()


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


def test_doctor_says_what_to_do_when_the_port_is_taken(capsys):
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]

        with pytest.raises(SystemExit):
            call_command("doctor", port=port)

    assert f"Type: uv run manage.py demo {port + 1}" in capsys.readouterr().out


def test_doctor_says_what_to_do_when_migrations_are_pending(capsys):
    call_command("migrate", "blog", "0001", fake=True, verbosity=0)

    with pytest.raises(SystemExit):
        call_command("doctor", port=0)

    assert "Type: uv run manage.py migrate" in capsys.readouterr().out
