"""The image says itself whether its site answers, which the workflows wait for."""

import re
import socket
import subprocess
import sys
import time

import pytest

from tests.commands import PROJECT, environment


@pytest.fixture
def image(template):
    """Return the text of the Dockerfile."""
    return (template / PROJECT / "deploy/Dockerfile").read_text(encoding="utf-8")


@pytest.fixture
def port():
    """Return the number of a port that nothing listens to."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return str(free.getsockname()[1])


def is_healthy(image, port):
    """Return whether the check of the image finds the site at this port."""
    (check,) = re.findall(r'^    CMD \["python", "-c", "(.*)"\]', image, re.MULTILINE)
    command = [sys.executable, "-c", check.replace(":8000/", f":{port}/")]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_site_that_answers_is_healthy(image, unrendered, port):
    (command,) = re.findall(r'^CMD \["python", "(.*)"\]', image, re.MULTILINE)
    # No more variables than the workflows give it.
    variables = environment(SECRET_KEY="only-for-these-checks-" * 3, HOST="127.0.0.1", PORT=port)
    arguments = [sys.executable, *command.split('", "')]
    with subprocess.Popen(arguments, cwd=unrendered, env=variables) as server:
        end = time.monotonic() + 60
        while not (healthy := is_healthy(image, port)) and time.monotonic() < end:
            time.sleep(0.5)
        server.terminate()

    assert healthy


def test_site_that_does_not_answer_is_not_healthy(image, port):
    assert not is_healthy(image, port)


def test_user_of_the_image_is_none_with_rights(image):
    assert re.findall(r"^USER (.*)", image, re.MULTILINE) == ["10001"]
