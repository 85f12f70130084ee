"""The shipped files of Caddy and HAProxy, run by the real programs, hold what visitors send."""

import json
import threading
from contextlib import ExitStack, closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.proxies import caddy, haproxy, in_front, served

pytestmark = pytest.mark.deploy

SLOW = 50  # visitors
TOKEN = "c" * 32  # of forms: a browser shows that it has it twice, as cookie and as header
FORM = {
    "Cookie": f"__Host-csrftoken={TOKEN}",
    "X-CSRFToken": TOKEN,
    "Content-Type": "application/x-www-form-urlencoded",
    "Referer": "https://127.0.0.1/",
}
LOGIN = "/accounts/login/"


class Echo(BaseHTTPRequestHandler):
    """A site that tells which headers have reached it."""

    def do_GET(self):
        """Answer with the headers as JSON, with names in small letters."""
        self.send_response(200)
        self.end_headers()
        self.wfile.write(
            json.dumps({name.lower(): value for name, value in self.headers.items()}).encode()
        )


@pytest.fixture(scope="module")
def project(prepared):
    """Return a project with demo data, a certificate and an uploaded file."""
    project = prepared()
    (project / "media/upload.txt").write_text("uploaded")
    return project


@pytest.fixture(scope="module")
def site(project):
    """Serve the site, and return its port."""
    with served(project) as port:
        yield port


@pytest.fixture(scope="module")
def echo():
    """Serve a site that tells which headers have reached it, and return its port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


each_kind = pytest.mark.parametrize("kind", [caddy, haproxy])


@pytest.fixture(scope="module", params=[caddy, haproxy])
def proxy(request, project, site):
    """Run a proxy in front of the site, and return it."""
    with in_front(request.param, project, site) as proxy:
        yield proxy


def test_slow_visitors_stop_no_page(proxy):
    """They send more than a proxy keeps, and the rest never comes."""
    with ExitStack() as stack:
        for _ in range(SLOW):
            connection = stack.enter_context(closing(proxy.connect()))
            connection.putrequest("POST", LOGIN)
            for name, value in (FORM | {"Content-Length": "100000"}).items():
                connection.putheader(name, value)
            connection.endheaders(b"x" * 20_000)

        answers = [proxy.ask("GET", path)[0] for path in (LOGIN, "/", "/readyz") * 5]

    assert answers == [200] * 15


@pytest.mark.parametrize("path", [LOGIN, "/api/posts/"])
def test_large_request_is_refused_by_the_site(proxy, path):
    form = FORM | {"Content-Type": "multipart/form-data; boundary=x"}

    status, headers, text = proxy.ask("POST", path, b"x" * 30_000_000, form)

    assert status == 413
    assert ("core/site" in text) is (path == LOGIN)
    assert (headers["Content-Type"] == "application/problem+json") is (path != LOGIN)


def test_address_in_the_log_is_that_of_the_visitor(proxy, project):
    forged = FORM | {"X_Forwarded_For": "6.6.6.6", "X-Forwarded_For": "6.6.6.6"}
    log = project / "serve.log"
    before = log.stat().st_size

    status, _, _ = proxy.ask("POST", LOGIN, "login=a%40example.com&password=wrong", forged)

    written = log.read_text()[before:]
    assert status == 200
    assert "sign_in_failed user=None ip=127.0.0.1" in written
    assert "6.6.6.6" not in written


@each_kind
def test_proxy_hands_on_neither_headers_with_underscores_nor_the_port(kind, project, echo):
    forged = {"X_Forwarded_For": "6.6.6.6", "X-Forwarded-Proto": "http", "Host": "127.0.0.1:1337"}

    with in_front(kind, project, echo) as proxy:
        headers = json.loads(proxy.ask("GET", "/", headers=forged | {"Accept": "text/html"})[2])

    assert headers["accept"] == "text/html"
    assert headers["host"] == "127.0.0.1"
    assert headers["x-forwarded-proto"] == "https"
    assert [name for name in headers if "_" in name] == []


def test_uploads_are_files_that_no_browser_runs_or_embeds(project, echo):
    with in_front(caddy, project, echo) as proxy:
        status, headers, text = proxy.ask("GET", "/media/upload.txt")

    assert (status, text) == (200, "uploaded")
    assert {"sandbox", "frame-ancestors 'none'"} <= {
        *headers["Content-Security-Policy"].split("; ")
    }
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
