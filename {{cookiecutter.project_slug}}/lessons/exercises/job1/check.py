import builtins
import importlib
from urllib.parse import quote_plus
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest
from django.core.handlers.wsgi import WSGIHandler
from job1 import wsgi_app

REAL_IMPORT = builtins.__import__


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
        assert ours == theirs, f"{what}: the {name} was {ours!r}, and Django's is {theirs!r}."


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


def check_it_works_where_django_is_not_installed(monkeypatch, word):
    def refuse(name, globals=None, locals=None, fromlist=(), level=0):
        if (globals or {}).get("__name__") == "job1.wsgi_app":
            assert level == 0 and name.partition(".")[0] not in ("django", "job1"), (
                f"wsgi_app.py imports {name or 'its neighbours'}: use the standard library alone."
            )
        return REAL_IMPORT(name, globals, locals, fromlist, level)

    monkeypatch.setattr(builtins, "__import__", refuse)
    alone = importlib.reload(wsgi_app)
    status, _, content = ask(alone.application, "GET", "/hello/", f"name={word}")

    assert (status, content) == ("200 OK", f"Hello, {word}!\n".encode()), (
        f"Without Django, it answers {status!r} and {content!r}."
    )
