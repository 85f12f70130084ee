import json
import subprocess
import sys
from urllib.parse import quote_plus
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest
from django.core.handlers.wsgi import WSGIHandler
from job1 import wsgi_app

# Ask for the greeting in a Python that sees its standard library, and no installed packages.
PROGRAM = """
import json, runpy, sys

begun = []
application = runpy.run_path(sys.argv[1])["application"]
body = application(json.loads(sys.argv[2]), lambda status, headers, *rest: begun.append(status))
print(begun[0], b"".join(body).decode())
"""


@pytest.fixture(autouse=True)
def bare_site(settings):
    """Let Django serve this exercise alone, without middleware."""
    settings.ROOT_URLCONF = "job1.urls"
    settings.MIDDLEWARE = []


def ask(application, method, path, query):
    """Call an application as a server does, and return status, headers and body."""
    environ = {"REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": path}
    environ["QUERY_STRING"] = query
    setup_testing_defaults(environ)
    begun = []

    def start_response(status, headers, exc_info=None):
        begun[:] = [status, sorted((name.title(), value) for name, value in headers)]
        return lambda data: None

    body = application(environ, start_response)
    assert body is not None, f"{method} {path}: nothing was returned, not even an empty list."
    chunks = list(body)
    if hasattr(body, "close"):
        body.close()
    assert begun, f"{method} {path}: start_response() was not called."
    wrong = [chunk for chunk in chunks if not isinstance(chunk, bytes)]
    assert not wrong, f"{method} {path}: the body is to be bytes, and has {wrong[0]!r}: encode()."
    return *begun, b"".join(chunks)


def compare(method, path, query=""):
    """Ask both, and compare."""
    wanted = ask(WSGIHandler(), method, path, query)
    found = ask(wsgi_app.application, method, path, query)

    what = f"{method} {path}{'?' if query else ''}{query}"
    for name, ours, theirs in zip(("status", "headers", "body"), found, wanted, strict=True):
        assert ours == theirs, f"{what}: your {name}: {ours!r}, Django's: {theirs!r}."


def check_the_greeting_is_the_same(word):
    compare("GET", "/hello/")
    compare("GET", "/hello/", f"name={word}")


def check_names_are_decoded(word):
    for name in ("Zoë Łukasz", "a+b & c=d", "100 %", "<b>", ""):
        compare("GET", "/hello/", f"x={word}&name={quote_plus(name)}&y=")
    compare("GET", "/hello/", f"name=first&name={word}")
    compare("GET", "/hello/", f"name={word}&name=")


def check_other_methods_are_refused(word):
    for method in ("POST", "HEAD", "DELETE"):
        compare(method, "/hello/", f"name={word}")


def check_other_addresses_are_not_found(word):
    for method in ("GET", "POST"):
        for path in ("/", "/hello", f"/{word}/", f"/hello/{word}/"):
            compare(method, path)


def check_it_keeps_to_the_protocol(word):
    """The standard library has a validator that stands between server and application."""
    for method, path in (("GET", "/hello/"), ("POST", "/hello/"), ("GET", f"/{word}/")):
        ask(validator(wsgi_app.application), method, path, f"name={word}")


def check_it_works_where_django_is_not_installed(word):
    environ = {"REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": "/hello/"}
    environ = json.dumps(environ | {"QUERY_STRING": f"name={word}"})

    done = subprocess.run(
        [sys.executable, "-I", "-S", "-X", "utf8", "-c", PROGRAM, wsgi_app.__file__, environ],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )

    last = (done.stderr.strip().splitlines() or [""])[-1]
    assert done.returncode == 0, (
        f"Where Django is not installed, it ends with {last} — use the standard library alone, and "
        "no other file of the exercise."
    )
    assert done.stdout.strip() == f"200 OK Hello, {word}!", (
        f"Where Django is not installed, it answers {done.stdout.strip()!r}."
    )
