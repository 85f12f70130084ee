"""The server of production."""

import json
import os
import signal
import socket
from contextlib import ExitStack

import pytest

from .servers import serve, status, wait_for

HEAD = "{} HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 192.0.2.1\r\nConnection: close\r\n{}\r\n"
HTTPS = "X-Forwarded-Proto: https\r\n"
FORM = "Content-Type: application/x-www-form-urlencoded\r\n"
PAGE = "GET /robots.txt"


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """Serve the site behind a proxy with one thread and a small limit, and return its port."""
    directory = tmp_path_factory.mktemp("server")
    variables = {"TRUSTED_PROXY_COUNT": "1", "WEB_THREADS": "1", "MAX_REQUEST_MB": "1"}
    with serve(directory, **variables) as (_, url):
        wait_for(f"{url}/readyz", 200)
        yield int(url.rpartition(":")[2])


def send(port, first, headers="", body=b""):
    """Send a request, perhaps not all of it, and return the socket."""
    sender = socket.create_connection(("127.0.0.1", port), timeout=60)
    sender.sendall(HEAD.format(first, headers).encode("latin-1") + body)
    return sender


def answer(sender):
    """Return status, headers and body of the answer."""
    with sender, sender.makefile("rb") as file:
        head, _, body = file.read().partition(b"\r\n\r\n")
    return int(head.split()[1]), head.decode().lower(), body


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM")
def test_server_answers_until_it_is_told_to_stop(tmp_path):
    with serve(tmp_path) as (process, url):
        wait_for(f"{url}/readyz", 200)

        process.send_signal(signal.SIGTERM)

        assert process.wait(120) == 0
        assert status(f"{url}/readyz") is None


def test_slow_bodies_take_no_thread(port):
    with ExitStack() as stack:
        for _ in range(10):
            headers = f"{HTTPS}{FORM}Content-Length: 100000\r\n"
            stack.enter_context(send(port, "POST /accounts/login/", headers, b"x" * 20_000))

        assert answer(send(port, PAGE, HTTPS))[0] == 200


def test_header_with_an_underscore_does_not_pass_for_that_of_the_proxy(port):
    assert answer(send(port, PAGE, "X_Forwarded_Proto: https\r\n"))[0] == 301
    assert answer(send(port, PAGE, f"X-Forwarded-Proto: http\r\nX_{HTTPS[2:]}"))[0] == 301
    assert answer(send(port, PAGE, HTTPS))[0] == 200


@pytest.mark.parametrize("chunked", [False, True])
def test_body_that_is_too_large_is_refused(port, chunked):
    size = 2_000_000
    body = b"%x\r\n%s\r\n0\r\n\r\n" % (size, b"x" * size) if chunked else b"x" * size
    length = "Transfer-Encoding: chunked\r\n" if chunked else f"Content-Length: {size}\r\n"

    code, _, document = answer(send(port, "POST /api/", HTTPS + length, body))

    assert code == json.loads(document)["status"] == 413


def test_path_and_query_arrive_as_they_were_sent(port):
    path = "/%C3%A9/?q=\xe9&%41=%26".encode()

    _, head, _ = answer(send(port, f"GET {path.decode('latin-1')}"))

    assert "location: https://localhost/%c3%a9/?q=%c3%a9&%41=%26\r\n" in head


def test_length_of_a_page_is_told_without_the_page(port):
    code, head, body = answer(send(port, "HEAD /robots.txt", HTTPS))

    assert (code, body) == (200, b"")
    assert "content-length" in head
