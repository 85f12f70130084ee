"""The server of production."""

import os
import signal

import pytest

from .servers import serve, status, wait_for


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM")
def test_server_answers_until_it_is_told_to_stop(tmp_path):
    with serve(tmp_path) as (process, url):
        wait_for(f"{url}/readyz", 200)

        process.send_signal(signal.SIGTERM)

        assert process.wait(120) == 0
        assert status(f"{url}/readyz") is None
