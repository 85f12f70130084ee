"""Read environment variables, and say which one is missing or malformed."""

import re
import secrets
from importlib.util import find_spec
from pathlib import Path
from zoneinfo import available_timezones

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
EXAMPLES = BASE_DIR / ".env.example"


class Environment(environ.Env):
    """
    Cast variables like django-environ, with one sentence for each mistake.

    Raises ImproperlyConfigured with the name, the value, and an example from .env.example.
    """

    def get_value(self, var, cast=None, default=environ.Env.NOTSET, parse_default=False):
        """Return the variable as the type `cast`, or the default where it is not set or empty."""
        value = self.ENVIRON.get(var, "").strip()
        if not value:
            if default is self.NOTSET:
                raise ImproperlyConfigured(
                    f"{var} is not set. Set it in the environment, or copy .env.example to .env "
                    f"and set it there, for example: {example(var)}"
                )
            return default
        try:
            return self.parse_value(value, cast)
        except ValueError as error:
            shown = "" if SECRET.search(var) else f"={value!r}"
            raise ImproperlyConfigured(
                f"{var}{shown} {error}. Write it like this: {example(var)}"
            ) from None

    @classmethod
    def parse_value(cls, value, cast):
        """Return the text as the type `cast`; refuse booleans and numbers that are neither."""
        if cast is bool and value.lower() not in {*cls.BOOLEAN_TRUE_STRINGS, *FALSE}:
            raise ValueError("is not on or off")
        if cast is int and not re.fullmatch(r"\d+", value):
            raise ValueError("is not a whole number")
        return super().parse_value(value, cast)


env = Environment()
if (BASE_DIR / ".env").is_file():
    env.read_env(BASE_DIR / ".env")

LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

FALSE = {"false", "off", "no", "n", "0"}

# Variables whose value must not be printed: it is, or holds, a password.
SECRET = re.compile("DSN|KEY|PASSWORD|URL")


def example(name):
    """Return the line of .env.example that sets `name`; a SECRET_KEY is a new random one."""
    if name == "SECRET_KEY":
        return f"SECRET_KEY={secrets.token_urlsafe(50)}"
    line = re.search(rf"^#? ?({name}=.+)$", EXAMPLES.read_text(encoding="utf-8"), re.MULTILINE)
    return line[1] if line else f"{name}=..."


def secret_key(value):
    """Return the key; refuse one that could be guessed."""
    if len(value) < 50:
        raise ValueError("is shorter than 50 characters")
    return value


def host(value):
    """Return the host name; refuse a URL, a port or blanks."""
    if not re.fullmatch(r"\.?[\w.-]+|\[[0-9a-fA-F:]+\]", value.strip()):
        raise ValueError(f"has {value!r} in it, which is not a host name")
    return value.strip()


def origin(value):
    """Return the origin; refuse one without http:// or https://, or with a path."""
    if not re.fullmatch(r"https?://[^/\s]+", value.strip()):
        raise ValueError(f"has {value!r} in it, which is not a scheme and a host")
    return value.strip()


def path(value):
    """Return the path below the site's address; refuse one that does not end with a slash."""
    if not re.fullmatch(r"[\w-]+/", value, re.ASCII):
        raise ValueError("is not letters, digits, - or _ with a slash at the end")
    return value


def need(module, extra, variable, kind="extra"):
    """Raise ImproperlyConfigured where a package is missing that a variable asks for."""
    if find_spec(module) is None:
        raise ImproperlyConfigured(
            f"{variable} needs the package {module}, which is not installed. "
            f"Type: uv sync --{kind} {extra}"
        )


def dev_tools(value):
    """Return whether the tools for developers are on."""
    if is_on := Environment.parse_value(value, bool):
        for module in ("debug_toolbar", "django_browser_reload"):
            need(module, "dev", "DEV_TOOLS", kind="group")
    return is_on


DATABASE_OPTIONS = {
    # Readers never wait for a writer, and a second writer waits instead of failing.
    "sqlite3": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
    },
    # Each process keeps up to four connections; a request waits for one, instead of failing.
    # With the cost of today's disks, a rare word is looked up in the index of the search.
    "postgresql": {
        "connect_timeout": 3,
        "options": "-c random_page_cost=1.1",
        "pool": {"min_size": 1, "max_size": 4, "timeout": 10},
    },
    # What does not fit into a column is refused, and not cut off.
    "mysql": {"charset": "utf8mb4", "connect_timeout": 3, "sql_mode": "TRADITIONAL"},
}

# What a database needs beside Django, and the extra of pyproject.toml that brings it.
DRIVERS = {"postgresql": ("psycopg", "postgres"), "mysql": ("MySQLdb", "mariadb")}


def database(value):
    """Return Django's settings for the database at this URL; options behind ? come last."""
    if not re.match(r"(sqlite|postgres|postgresql|mysql)://", value):
        raise ValueError("does not start with sqlite://, postgres:// or mysql://")
    config = environ.Env.db_url_config(value)
    engine = config["ENGINE"].rpartition(".")[2]
    module, extra = DRIVERS.get(engine, ("sqlite3", ""))
    need(module, extra, "DATABASE_URL")
    if not config["NAME"]:
        raise ValueError("names no database behind its last slash")
    options = DATABASE_OPTIONS[engine] | config.get("OPTIONS", {})
    return config | {"CONN_HEALTH_CHECKS": True, "OPTIONS": options}


def cache(value):
    """Return Django's settings for the cache at this URL."""
    if not re.match(r"(dbcache|locmemcache|rediscache)://", value):
        raise ValueError("does not start with dbcache://, locmemcache:// or rediscache://")
    config = environ.Env.cache_url_config(value)
    if value.startswith("rediscache://"):
        need("redis", "redis", "CACHE_URL")
        timeouts = {"socket_connect_timeout": 0.25, "socket_timeout": 0.25}
        options = timeouts | config.get("OPTIONS", {})
        config |= {"OPTIONS": options}
    return config


# Without room for many entries, a flood of attempts would push out the count of earlier ones.
DATABASE_CACHE = cache("dbcache://cache?max_entries=100000")


CONSOLE = {"BACKEND": "django.core.mail.backends.console.EmailBackend"}


def mail_server(value):
    """Return Django's settings for the mail server at this URL."""
    if not re.match(r"smtp(\+tls|\+ssl)?://[^/]", value):
        raise ValueError("does not start with smtp+tls://, smtp+ssl:// or smtp://")
    url = environ.Env.email_url_config(value)
    options = {
        "host": url["EMAIL_HOST"],
        "port": url["EMAIL_PORT"],
        "username": url["EMAIL_HOST_USER"],
        "password": url["EMAIL_HOST_PASSWORD"],
        "use_tls": "EMAIL_USE_TLS" in url,
        "use_ssl": "EMAIL_USE_SSL" in url,
        "timeout": 10,
    }
    options = {name: value for name, value in options.items() if value}
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


def sentry(value):
    """Return the address that errors are reported to."""
    if not re.fullmatch(r"https?://\w+(:\w+)?@[^\s/]+/\S*\d+", value):
        raise ValueError("is not the DSN of a project in Sentry")
    need("sentry_sdk", "sentry", "SENTRY_DSN")
    return value


def opentelemetry(value):
    """Return the address that traces are sent to."""
    if not re.match(r"https?://[^\s/]", value):
        raise ValueError("does not start with http:// or https://")
    need("opentelemetry", "opentelemetry", "OTEL_EXPORTER_OTLP_ENDPOINT")
    return value


def time_zone(value):
    """Return the name of the time zone; refuse one that the IANA database does not have."""
    if value not in available_timezones():
        raise ValueError("is not a time zone")
    return value


def one_of(*choices):
    """Return a cast that refuses every value that is not one of the choices."""

    def cast(value):
        if value not in choices:
            raise ValueError(f"is not one of {', '.join(choices)}")
        return value

    return cast


log_level = one_of("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
