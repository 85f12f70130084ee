"""What a project tells services that collect errors and traces, and what it keeps to itself."""

import gzip
import re
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from tests.commands import DEVELOPMENT, environment, program
from tests.proxies import free_port


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


def visit(project, *program, collector=None, wanted=b"", **variables):
    """Visit a site whose database has no tables, until it has told the collector what is wanted."""
    port = free_port()
    variables |= {"PORT": str(port), "WEB_CONCURRENCY": "1", "OTEL_BSP_SCHEDULE_DELAY": "100"}
    variables |= {"DATABASE_URL": f"sqlite:///{project}/empty.sqlite3"}
    with (project / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [*program, sys.executable, "manage.py", "serve"],
            cwd=project,
            env=environment(**SECRETS | variables),
            stdout=log,
            stderr=log,
        )
    try:
        while status(port, "/healthz") != 200:
            assert server.poll() is None, (project / "server.log").read_text()
            time.sleep(0.05)
        assert status(port, "/accounts/login/", f"login={SECRETS['EMAIL']}") == 500
        assert status(port, "/blog/?q=private-words") == 500
        end = time.monotonic() + 60
        while collector and wanted not in sent_to(collector):
            assert time.monotonic() < end, sent_to(collector)
            time.sleep(0.05)
    finally:
        server.terminate()
        server.wait(60)


def sent_to(collector):
    """Return all that was sent."""
    return b"".join(body for _, body in collector.taken)


def status(port, path, body=None):
    """Return the status of the answer, or None while there is none."""
    headers = {"Cookie": f"sessionid={SECRETS['COOKIE']}"}
    url = f"http://127.0.0.1:{port}{path}"
    try:
        with urlopen(Request(url, body and body.encode(), headers), timeout=60) as response:
            return response.status
    except HTTPError as error:
        return error.code
    except URLError:
        return None


def test_nothing_is_sent_unless_the_environment_says_so(unrendered, collector):
    visit(unrendered)

    assert collector.taken == []


def test_errors_are_reported_without_who_had_them(unrendered, collector):
    dsn = f"http://key@127.0.0.1:{collector.server_port}/1"
    visit(unrendered, collector=collector, wanted=b"no such table", SENTRY_DSN=dsn)

    assert {path for path, _ in collector.taken} == {"/api/1/envelope/"}
    sent = sent_to(collector)
    assert not [name for name in SECRETS if name != "DEBUG" and SECRETS[name].encode() in sent]


def test_requests_are_traced_but_for_health_checks(unrendered, collector):
    page = (unrendered / "docs" / "deploy-one-machine.md").read_text(encoding="utf-8")
    variables = dict(re.findall(r"\b(OTEL_\w+|DJANGO_SETTINGS_MODULE)=(\S+)", page))
    variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = f"http://127.0.0.1:{collector.server_port}"
    assert "opentelemetry-instrument python manage.py serve" in page

    instrument = program("opentelemetry-instrumentation", "opentelemetry-instrument")
    visit(unrendered, instrument, collector=collector, wanted=b"GET blog/", **variables)

    assert {path for path, _ in collector.taken} == {"/v1/traces"}
    sent = sent_to(collector)
    assert b"healthz" not in sent
    assert not [name for name in SECRETS if name != "DEBUG" and SECRETS[name].encode() in sent]


def test_address_that_is_none_is_refused_in_a_sentence(unrendered):
    with pytest.raises(AssertionError, match=r"SENTRY_DSN .* Write it like this: SENTRY_DSN=http"):
        visit(unrendered, SENTRY_DSN="sentry.example.com")
