"""What a project tells services that collect errors and traces, and what it keeps to itself."""

import gzip
import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.commands import DEVELOPMENT, program, run_program

# The database has no tables, so the page of posts fails.
VISIT = """
import os
from django.test import Client
browser = Client(raise_request_exception=False, headers={"host": "localhost"})
browser.cookies["sessionid"] = os.environ["COOKIE"]
browser.get("/healthz", secure=True)
browser.post("/accounts/login/?next=/blog/", {"login": os.environ["EMAIL"]}, secure=True)
answer = browser.get("/blog/?q=private-words", secure=True)
assert answer.status_code == 500, answer
"""


@pytest.fixture
def collector():
    """Serve an address that takes everything; it remembers path and body of each request."""

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers["Content-Encoding"] == "gzip":
                body = gzip.decompress(body)
            server.taken.append((self.path, body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Collector)
    server.taken = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


SECRETS = DEVELOPMENT | {"COOKIE": "cookie-of-somebody", "EMAIL": "me@example.com"}


def visit(project, *program, **variables):
    """Visit pages of which one fails, in a process that a program starts."""
    variables = SECRETS | {"DATABASE_URL": f"sqlite:///{project}/empty.sqlite3"} | variables
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", VISIT]
    run_program(project, *program, *command, **variables)


def test_nothing_is_sent_unless_the_environment_says_so(unrendered, collector):
    visit(unrendered)

    assert collector.taken == []


def test_errors_are_reported_without_who_had_them(unrendered, collector):
    visit(unrendered, SENTRY_DSN=f"http://key@127.0.0.1:{collector.server_port}/1")

    assert {path for path, _ in collector.taken} == {"/api/1/envelope/"}
    sent = b"".join(body for _, body in collector.taken)
    assert b"no such table" in sent
    assert not [name for name in SECRETS if name != "DEBUG" and SECRETS[name].encode() in sent]


def test_requests_are_traced_but_for_health_checks(unrendered, collector):
    page = (unrendered / "docs" / "deploy-one-machine.md").read_text(encoding="utf-8")
    variables = dict(re.findall(r"\b(OTEL_\w+|DJANGO_SETTINGS_MODULE)=(\S+)", page))
    variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = f"http://127.0.0.1:{collector.server_port}"
    assert "opentelemetry-instrument python manage.py serve" in page

    instrument = program("opentelemetry-instrumentation", "opentelemetry-instrument")
    visit(unrendered, instrument, **variables)

    assert {path for path, _ in collector.taken} == {"/v1/traces"}
    sent = b"".join(body for _, body in collector.taken)
    assert b"GET blog/" in sent
    assert b"healthz" not in sent
    assert not [name for name in SECRETS if name != "DEBUG" and SECRETS[name].encode() in sent]


def test_address_that_is_none_is_refused_in_a_sentence(unrendered):
    with pytest.raises(AssertionError, match=r"SENTRY_DSN .* Write it like this: SENTRY_DSN=http"):
        visit(unrendered, SENTRY_DSN="sentry.example.com")
