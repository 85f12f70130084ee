"""Servers of the site in a process of their own, for tests."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

from django.conf import settings


@contextmanager
def serve(directory, **variables):
    """Run `manage.py serve` with SQLite and one worker; yield the process and its URL."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    variables |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": settings.SECRET_KEY,
        "DATABASE_URL": f"sqlite:///{directory}/db.sqlite3",
        "LOG_LEVEL": "INFO",
        "PORT": str(port),
        "WEB_CONCURRENCY": "1",
    }
    command = [sys.executable, "manage.py", "serve"]
    with open(directory / "log", "w") as log:
        process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=os.environ | variables, stdout=log, stderr=log
        )
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.terminate()  # and with it its workers
        process.wait()


def status(url):
    """Return the status of the response, or None where no server answers."""
    try:
        with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310
            return response.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def wait_for(url, expected):
    """Ask until the status is the expected one; fail after two minutes."""
    end = time.monotonic() + 120
    while (found := status(url)) != expected:
        assert time.monotonic() < end, found
        time.sleep(0.05)
