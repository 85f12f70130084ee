"""The server of production: it is drained before it stops."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from django.conf import settings

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM")


@pytest.fixture
def drain_seconds():
    """Return how long the server is drained."""
    return 2


@pytest.fixture
def server(tmp_path, drain_seconds):
    """Start the server, and return the process and its address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    variables = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": settings.SECRET_KEY,
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "PORT": str(port),
        "WEB_CONCURRENCY": "1",
        "DRAIN_SECONDS": str(drain_seconds),
    }
    command = [sys.executable, "manage.py", "serve"]
    with open(tmp_path / "log", "w") as log:
        process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=os.environ | variables, stdout=log, stderr=log
        )
    yield process, f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()


def status(address):
    """Return the status of an answer, or None where nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=5) as response:  # noqa: S310
            return response.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def wait_for(address, expected, seconds=20):
    """Ask until the status is the expected one."""
    end = time.monotonic() + seconds
    while (found := status(address)) != expected:
        assert time.monotonic() < end, found
        time.sleep(0.05)


def test_server_that_is_told_to_stop_is_drained_first(server):
    process, address = server
    wait_for(f"{address}/readyz", 200)

    process.send_signal(signal.SIGTERM)

    wait_for(f"{address}/readyz", 503)
    assert status(f"{address}/healthz") == 200  # Requests are still answered.
    assert process.wait(60) == 0
    assert status(f"{address}/healthz") is None


@pytest.mark.parametrize("drain_seconds", [3600])
def test_second_signal_stops_at_once(server):
    process, address = server
    wait_for(f"{address}/readyz", 200)
    process.send_signal(signal.SIGTERM)
    wait_for(f"{address}/readyz", 503)

    process.send_signal(signal.SIGTERM)

    assert process.wait(120) == 0  # not after an hour
