"""What an operator sees when a variable is missing or wrong."""

import os
import re
import runpy
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config import environment
from config.environment import Environment


@pytest.fixture
def env(monkeypatch):
    """Return an environment that holds only what the test puts into it."""
    env = Environment()
    monkeypatch.setattr(env, "ENVIRON", {})
    return env


def test_missing_variable_is_named_with_a_value_that_works(env):
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is not set") as error:
        env("SECRET_KEY", cast=environment.secret_key)

    key = re.search(r"SECRET_KEY=(\S+)$", str(error.value))[1]
    assert environment.secret_key(key) == key


@pytest.mark.parametrize(
    ("name", "cast", "value", "problem"),
    [
        ("DEBUG", bool, "maybe", "is not on or off"),
        ("HSTS_SECONDS", int, "year", "is not a whole number"),
        ("MAIL_URL", environment.mail_server, "mail://x", "does not start with smtp+tls://"),
        ("SECRET_KEY", environment.secret_key, "secret", "is shorter than 50 characters"),
        ("DATABASE_URL", environment.database, "oracle://db", "does not start with sqlite://"),
        ("CACHE_URL", environment.cache, "memcache://x", "does not start with dbcache://"),
        ("DATABASE_URL", environment.database, "postgres://a:b/c@d/e", "is not a URL"),
        ("SENTRY_DSN", environment.url, "sentry.example.com", "does not start with https://"),
    ],
)
def test_malformed_variable_is_named_with_its_value_and_an_example(env, name, cast, value, problem):
    env.ENVIRON[name] = value

    with pytest.raises(ImproperlyConfigured) as error:
        env(name, cast=cast)

    message = str(error.value)
    assert message.startswith(f"{name} {problem}")
    assert value not in message.partition("Write it")[0]
    assert f"Write it like this: {name}=" in message


@pytest.mark.parametrize("value", ["", "  "])
def test_empty_variable_is_one_that_is_not_set(env, value):
    env.ENVIRON["MEDIA_ROOT"] = value

    assert env.str("MEDIA_ROOT", default="media") == "media"


def test_value_that_starts_with_a_dollar_sign_is_kept(env):
    env.ENVIRON["SITE_PASSWORD"] = "$ecret"

    assert env.str("SITE_PASSWORD") == "$ecret"


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("smtp://localhost", {"host": "localhost"}),
        ("smtp+ssl://smtp.example.com", {"host": "smtp.example.com", "use_ssl": True}),
        (
            "smtp+tls://site%40example.com:password%3A1@smtp.example.com:587",
            {
                "host": "smtp.example.com",
                "port": 587,
                "username": "site@example.com",
                "password": "password:1",
                "use_tls": True,
            },
        ),
    ],
)
def test_mail_server_is_read_from_one_url(url, options):
    mailer = environment.mail_server(url)

    assert mailer["OPTIONS"] == options | {"timeout": 10}


@pytest.mark.parametrize(
    ("url", "module", "extra"),
    [
        ("postgres://user:secret@localhost/name", "psycopg", "postgres"),
        ("mysql://user:secret@localhost/name", "MySQLdb", "mariadb"),
    ],
)
def test_driver_that_is_missing_is_named(url, module, extra):
    without = f"import sys; sys.modules['{module}'] = None; import manage; manage.main()"
    result = subprocess.run(
        [sys.executable, "-c", without, "check"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": url},
        capture_output=True,
        text=True,
    )

    assert result.stderr == (f"Error: DATABASE_URL needs {module}. Type: uv sync --extra {extra}\n")


# Broken values, each with a secret in it: as a key, and as a password that is not quoted.
MARK = "S3cretM4rk"
BROKEN = [
    MARK,
    f"http//user:{MARK}@host",
    f"{MARK},{MARK}",
    *(
        f"{scheme}://{login}@host{end}"
        for scheme in ("postgres", "mysql", "sqlite", "rediscache", "smtp+tls", "https", "x")
        for login in (f"user:{MARK}/9", f"user:9/{MARK}", f":9?{MARK}", f"u:[{MARK}")
        for end in ("", "/name", ":port/name", "/name?timeout=x")
    ),
]
NAMES = re.findall(r"^(?:# )?([A-Z_]+)=", environment.EXAMPLES.read_text("utf-8"), re.MULTILINE)


def message(file):
    """Run a module of settings, and return why it refuses a variable; empty where it does not."""
    try:
        runpy.run_path(str(file))
    except ImproperlyConfigured as error:
        return str(error)
    return ""


@pytest.mark.parametrize("name", NAMES)
def test_no_message_holds_the_value_of_a_variable(monkeypatch, caplog, recwarn, capfd, name):
    monkeypatch.setitem(os.environ, "SECRET_KEY", "x" * 50)
    files = {*settings.BASE_DIR.glob("*/settings.py")} - {settings.BASE_DIR / "tests/settings.py"}
    messages = []
    for value in BROKEN:
        monkeypatch.setitem(os.environ, name, value)
        messages += [message(file) for file in files if name in file.read_text(encoding="utf-8")]

    said = "".join(messages) + caplog.text + "".join(str(each.message) for each in recwarn)
    assert MARK not in said + "".join(capfd.readouterr())
    if name.endswith(("_URL", "_URLS", "_DSN")):
        assert all(messages)


@pytest.mark.parametrize("line", [f"SECRET_KEY {MARK}", f"export {MARK}", f"postgres://u:{MARK}@h"])
def test_malformed_line_of_the_env_file_is_not_shown(tmp_path, caplog, env, line):
    file = tmp_path / ".env"
    file.write_text(f"DEBUG=on\n{line}\n", encoding="utf-8")

    env.read_env(file)

    assert MARK not in caplog.text
    assert "NAME=value" in caplog.text
