"""Ask the four ways the same, in this process and of this database, and compare."""

import json
import time
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from wsgiref.util import setup_testing_defaults

from asgiref.sync import async_to_sync
from django.test import RequestFactory
from django.urls import resolve

PATH = "/roles/"

# What can be asked, and the status that all answer with.
REQUESTS = {
    "": 200,
    "minimum=1": 200,
    "order=members": 200,
    "minimum=1&order=members": 200,
    "minimum=x": 422,
    "order=password": 422,
}

# What they disagree about: each has its own idea of a number, and of nothing.
DISPUTED = ["minimum=", "minimum=1.0"]

PACKAGES = ["flask", "fastapi", "sqlalchemy"]


@dataclass(frozen=True)
class Reply:
    """What one way answered, and how many milliseconds that took."""

    status: int
    body: bytes
    took: float

    @property
    def text(self):
        """Return what was sent, as text."""
        return self.body.decode()

    @property
    def canonical(self):
        """Return the JSON in the one form that spaces and order do not change."""
        return json.dumps(json.loads(self.body), sort_keys=True, ensure_ascii=False)


def missing():
    """Return the packages that are needed to run the four, and are not installed."""
    return [name for name in PACKAGES if find_spec(name) is None]


def compare(query):
    """Return the replies of the four to a query string, by module."""
    from .elsewhere.database import engine

    try:
        for ask in ASK.values():  # The first request opens connections and compiles.
            ask(query)
        return {name: timed(ask, query) for name, ask in ASK.items()}
    finally:
        engine().dispose()


def timed(ask, query):
    """Return the reply of one way."""
    start = time.perf_counter()
    status, body = ask(query)
    return Reply(status, body, (time.perf_counter() - start) * 1000)


def same(replies):
    """Return whether all replies have one status and one JSON."""
    return len({(reply.status, reply.canonical) for reply in replies}) == 1


def ask_django(query):
    """Call the view that Django's URL resolver finds."""
    view, args, kwargs = resolve(PATH, urlconf="tour.pages.transfer.elsewhere.with_django")
    response = view(RequestFactory().get(f"{PATH}?{query}"), *args, **kwargs)
    return response.status_code, response.content


def ask_flask(query):
    """Call Flask as a WSGI server does."""
    return call_wsgi(import_module("tour.pages.transfer.elsewhere.with_flask").app, query)


def ask_fastapi(query):
    """Call FastAPI as an ASGI server does."""
    return call_asgi(import_module("tour.pages.transfer.elsewhere.with_fastapi").app, query)


def ask_wsgi(query):
    """Call a bare function as a WSGI server does."""
    return call_wsgi(import_module("tour.pages.transfer.elsewhere.with_wsgi").application, query)


ASK = {
    "with_django": ask_django,
    "with_flask": ask_flask,
    "with_fastapi": ask_fastapi,
    "with_wsgi": ask_wsgi,
}


def call_wsgi(app, query):
    """Return status and body of a WSGI application: https://peps.python.org/pep-3333/"""
    environ = {"PATH_INFO": PATH, "QUERY_STRING": query, "wsgi.input": BytesIO()}
    setup_testing_defaults(environ)
    started = []
    parts = app(environ, lambda status, headers: started.append(int(status[:3])))
    body = b"".join(parts)
    if hasattr(parts, "close"):
        parts.close()
    return started[0], body


@async_to_sync
async def call_asgi(app, query):
    """Return status and body of an ASGI application: https://asgi.readthedocs.io/"""
    scope = {"type": "http", "method": "GET", "path": PATH, "query_string": query.encode()}
    sent = []

    async def receive():
        return {"type": "http.request"}

    async def send(message):
        sent.append(message)

    await app({**scope, "headers": []}, receive, send)
    start, *parts = sent
    return start["status"], b"".join(part["body"] for part in parts)
