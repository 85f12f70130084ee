"""A server leaves service before it stops."""

import os
import signal

import pytest

from core.tests.servers import serve, status, wait_for

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM")


def test_server_is_drained_until_a_second_signal_stops_it_at_once(tmp_path):
    with serve(tmp_path, DRAIN_SECONDS="3600") as (process, url):
        wait_for(f"{url}/readyz", 200)

        process.send_signal(signal.SIGTERM)

        wait_for(f"{url}/readyz", 503)
        assert status(f"{url}/healthz") == 200  # Requests are still answered.

        process.send_signal(signal.SIGTERM)

        assert process.wait(120) == 0  # not after an hour
        assert status(f"{url}/healthz") is None


def test_file_of_somebody_else_drains_no_server(tmp_path):
    with serve(tmp_path, DRAIN_SECONDS="1", TMPDIR=str(tmp_path)) as (process, url):
        wait_for(f"{url}/readyz", 200)
        (tmp_path / f"draining-{process.pid}").touch()
        (private,) = tmp_path.glob("serve-*")

        assert status(f"{url}/readyz") == 200
        assert private.stat().st_mode & 0o777 == 0o700


def test_drained_server_stops_by_itself(tmp_path):
    with serve(tmp_path, DRAIN_SECONDS="1") as (process, url):
        wait_for(f"{url}/readyz", 200)

        process.send_signal(signal.SIGTERM)

        assert process.wait(120) == 0
        assert "Draining for 1 seconds" in (tmp_path / "log").read_text()
