"""What the workflows ask a container of the image: test_deploy.py checks how the image is made."""

import re
import runpy
import socket
import subprocess
import sys

import pytest

from .commands import PROJECT, environment


@pytest.fixture
def trouble_with(template):
    """Return the function that a container runs on itself."""
    return runpy.run_path(str(template / PROJECT / "deploy/check_container.py"))["trouble_with"]


@pytest.fixture
def address(unrendered):
    """Serve a project as the image does, with no more variables than the workflows give it."""
    image = (unrendered / "deploy/Dockerfile").read_text(encoding="utf-8")
    *_, command = re.findall(r'^CMD \["python", "(.*)"\]', image, re.MULTILINE)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    variables = environment(SECRET_KEY="only-for-these-checks-" * 3, HOST="127.0.0.1", PORT=port)
    arguments = [sys.executable, *command.split('", "')]
    with subprocess.Popen(arguments, cwd=unrendered, env=variables) as server:
        yield f"http://127.0.0.1:{port}"
        server.terminate()


def test_site_that_answers_and_has_no_rights_is_in_order(trouble_with, address):
    assert trouble_with(address, user=10001, seconds=60) is None


def test_site_of_root_is_refused(trouble_with, address):
    assert "is run by root" in trouble_with(address, user=0, seconds=60)


def test_site_that_does_not_answer_is_named(trouble_with):
    assert "/healthz does not answer" in trouble_with("http://127.0.0.1:9", 10001, seconds=0)


def test_user_of_the_image_is_none_with_rights(template):
    image = (template / PROJECT / "deploy/Dockerfile").read_text(encoding="utf-8")

    assert re.findall(r"^USER (.*)", image, re.MULTILINE) == ["10001"]
