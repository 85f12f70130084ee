"""Read environment variables, and say which one is missing or malformed."""

import logging
import re
import secrets
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
EXAMPLES = BASE_DIR / ".env.example"
SWITCH = {*environ.Env.BOOLEAN_TRUE_STRINGS, "off", "false", "no", "n", "0"}


class Environment(environ.Env):
    """Cast variables, with one sentence for each mistake: no value, which may hold a password."""

    def get_value(self, var, cast=None, default=environ.Env.NOTSET, parse_default=False):
        """Return the variable as the type `cast`; an empty one is one that is not set."""
        value = self.ENVIRON.get(var, "").strip()
        if not value:
            if default is self.NOTSET:
                hint = "Set it in the environment, or copy .env.example to .env and set it there"
                raise ImproperlyConfigured(f"{var} is not set. {hint}, such as: {example(var)}")
            return default
        try:
            if cast is bool and value.lower() not in SWITCH:
                raise ValueError("is not on or off")
            if cast is int and not value.isdecimal():
                raise ValueError("is not a whole number")
            return self.parse_value(value, cast)
        except ValueError as error:
            raise ImproperlyConfigured(
                f"{var} {error}. Write it like this: {example(var)}"
            ) from None


def example(name):
    """Return the line of .env.example that sets `name`; a SECRET_KEY is a new random one."""
    if name == "SECRET_KEY":
        return f"SECRET_KEY={secrets.token_urlsafe(50)}"
    line = re.search(rf"^#? ?({name}=.+)$", EXAMPLES.read_text(encoding="utf-8"), re.MULTILINE)
    return line[1] if line else f"{name}=..."


# That a line of .env is malformed, django-environ says with the line, which may be a password.
NO_LINE = {"msg": "A line of .env sets nothing. Write it like this: NAME=value", "args": ()}
logging.getLogger("environ.environ").addFilter(lambda log: log.__dict__.update(NO_LINE) or True)
env = Environment()
if (BASE_DIR / ".env").is_file():
    env.read_env(BASE_DIR / ".env")


def secret_key(value):
    """Return the key; refuse one that could be guessed."""
    if len(value) < 50:
        raise ValueError("is shorter than 50 characters")
    return value


def url(value, parse=str, schemes=("https://", "http://")):
    """Return the settings that a URL is parsed to; no refusal shows the password in it."""
    if not value.startswith(schemes):
        raise ValueError(f"does not start with {' or '.join(schemes)}")
    try:
        scheme, host, *rest = urlsplit(value := value.replace("#", "%23"))
        if host not in {"", ":memory:"} if scheme == "sqlite" else "@" in "".join(rest):
            raise ValueError  # Part of a password would pass for a port, or for a name.
        return parse(value)
    except ValueError:
        raise ValueError("is not a URL: write @ as %40, : as %3A, / as %2F, ? as %3F") from None


DRIVERS = {"postgresql": ("psycopg", "postgres"), "mysql": ("MySQLdb", "mariadb")}
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL"
UTC = "SET time_zone = '+00:00'"
POOL = {"min_size": 1, "max_size": 4, "timeout": 10}
DATABASE_OPTIONS: dict[str, dict] = {
    # Readers never wait for a writer, and a second writer waits instead of failing.
    "sqlite3": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": PRAGMAS},
    # Requests wait for one of four connections a process; indexes cost what SSDs make of them.
    "postgresql": {"connect_timeout": 3, "options": "-c random_page_cost=1.1", "pool": POOL},
    # What does not fit into a column is refused, and not cut off. NOW() is in UTC, as Django's is.
    "mysql": {"connect_timeout": 3, "sql_mode": "TRADITIONAL", "init_command": UTC},
}


def database(value):
    """Return Django's settings for the database at this URL; options behind ? come last."""
    schemes = ("sqlite://", "postgres://", "postgresql://", "mysql://")
    config = url(value, environ.Env.db_url_config, schemes)
    if not config["NAME"]:
        raise ValueError("names no database behind its last slash")
    engine = config["ENGINE"].rpartition(".")[2]
    module, extra = DRIVERS.get(engine, ("sqlite3", ""))
    if find_spec(module) is None:
        raise ImproperlyConfigured(f"DATABASE_URL needs {module}. Type: uv sync --extra {extra}")
    options = DATABASE_OPTIONS[engine] | config.get("OPTIONS", {})
    return config | {"CONN_HEALTH_CHECKS": True, "OPTIONS": options}


def cache(value):
    """Return Django's settings for the cache at this URL."""
    schemes = ("dbcache://", "locmemcache://", "rediscache://")
    config = url(value, environ.Env.cache_url_config, schemes)
    if value.startswith("rediscache://"):
        defaults: dict = {"socket_connect_timeout": 0.25, "socket_timeout": 0.25}
        defaults |= {"serializer": "core.json_cache"}
        config["OPTIONS"] = defaults | config.get("OPTIONS", {})
    return config | {"VERSION": 2}  # 1 were pickles.


def mail_server(value):
    """Return Django's settings for the mail server at this URL."""
    mail = url(value, environ.Env.email_url_config, ("smtp+tls://", "smtp+ssl://", "smtp://"))
    names = {name: f"EMAIL_{name.upper()}" for name in ("host", "port", "use_tls", "use_ssl")}
    names |= {"username": "EMAIL_HOST_USER", "password": "EMAIL_HOST_PASSWORD"}  # nosec B105
    options = {name: mail[key] for name, key in names.items() if mail.get(key)} | {"timeout": 10}
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}
