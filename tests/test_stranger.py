"""The README's first line, and the way of somebody who has uv and nothing else."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

import pytest

from .commands import TEMPLATE, contents, environment
from .visitor import Visitor

pytestmark = pytest.mark.stranger

BAKE_AND_SERVE, RUN_TESTS, PIP_INSTALL, PIP_BAKE_AND_SERVE = re.findall(
    r"^    (.+)$", (TEMPLATE / "README.md").read_text(encoding="utf-8"), re.MULTILINE
)[:4]


def uv(*arguments, cwd, **variables):
    """Run uv and return what it prints."""
    command = ["uv", *arguments]
    env = environment(**variables)
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def home(tmp_path):
    """Return the variables of somebody with an empty home, but with packages already fetched."""
    # The shared cache saves the download, not the installation.
    cache = subprocess.run(["uv", "cache", "dir"], capture_output=True, check=True, text=True)
    return {
        "HOME": str(tmp_path),
        "UV_CACHE_DIR": cache.stdout.strip(),
        "UV_PYTHON": f"{sys.version_info.major}.{sys.version_info.minor}",
        "PYTHONUNBUFFERED": "1",
    }


@pytest.fixture
def port():
    """Return a port that is free."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def server(command, port, cwd, variables):
    """Run a command that serves the site, and end it together with all that it started."""
    log = cwd / "server.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env=environment(**variables),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_for_server(process, port, log)
        yield Visitor(f"http://127.0.0.1:{port}/")
    finally:
        with suppress(ProcessLookupError):  # It ended by itself.
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_for_server(process, port, log):
    """Wait until the port answers; fail with the log if the process ends or takes too long."""
    end = time.monotonic() + 120
    while True:
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < end, log.read_text()
        with socket.socket() as caller:
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)


def test_first_line_of_the_readme_bakes_and_serves(own_template, home, port):
    line = ["bash", "-c", f"{BAKE_AND_SERVE} {port}"]

    with server(line, port, own_template, home) as visitor:
        page = visitor.get("/")

    assert page.status == 200
    assert "My Django Site" in page.text
    assert (own_template.parent / "my_django_site" / ".env").exists()


def test_pip_can_take_the_place_of_uv(own_template, tmp_path, home, port):
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    path = os.pathsep.join([f"{tmp_path}/venv/bin", f"{sys.base_prefix}/bin", os.environ["PATH"]])
    lines = ["bash", "-c", f"{PIP_INSTALL} && {PIP_BAKE_AND_SERVE} {port}"]

    with server(lines, port, own_template, home | {"PATH": path}) as visitor:
        page = visitor.get("/")

    assert page.status == 200


def test_stranger_installs_reads_logs_in_writes_and_comments(template, tmp_path, home, port):
    uvx = ["tool", "run", "cookiecutter", str(template), "--no-input"]
    project = tmp_path / "my_django_site"

    uv(*uvx, cwd=tmp_path, **home)
    uv("sync", cwd=project, **home)
    told = uv("run", "manage.py", "demo", "--no-serve", cwd=project, **home)
    again = uv("run", "manage.py", "demo", "--no-serve", cwd=project, **home)
    tested = uv("run", "pytest", cwd=project, **home)
    subprocess.run(["git", "init", "--quiet"], cwd=project, check=True)
    subprocess.run(["git", "add", "."], cwd=project, check=True)
    uv("run", "prek", "run", "--all-files", cwd=project, **home)

    assert told == again
    assert " passed" in tested
    serve = ["uv", "run", "manage.py", "runserver", f"127.0.0.1:{port}", "--noreload"]
    with server(serve, port, project, home) as visitor:
        every_link_works(visitor)
        logs_in(visitor, *demo_author(told))
        post = writes_a_post(visitor)
        comments(visitor, post)


def demo_author(told):
    """Return the e-mail address and the password that demo prints for the author."""
    email = re.search(r"^ *(\S+@\S+) +writes posts", told, re.MULTILINE)[1]
    return email, re.search(r"Password.*: (\S+)", told)[1]


def every_link_works(visitor):
    """Fetch every page in the sitemap, and whatever each of them links to on this site."""
    sitemap = re.findall("<loc>(.*?)</loc>", visitor.get("/sitemap.xml").text)
    assert len(sitemap) > 5
    pages = [visitor.get(url) for url in sitemap]
    links = {link for page in pages for link in page.links if visitor.is_here(link)}
    answers = pages + [visitor.get(link) for link in sorted(links - set(sitemap))]
    assert [(page.status, page.url) for page in answers if page.status != 200] == []


def logs_in(visitor, email, password):
    """Log in, and be shown one's own profile."""
    page = visitor.log_in(email, password)
    assert page.status == 200
    assert email in page.text


def writes_a_post(visitor):
    """Publish a post, and return its page as everybody sees it."""
    page = visitor.get("/blog/new/")
    form = page.form_with("title", "body")
    words = {"title": "A stranger's post", "body": "Typed *over HTTP*.", "tags": "test, stranger"}
    page = visitor.send(page, form, **words, **form.buttons)
    assert "<em>over HTTP</em>" in page.text
    post = Visitor(visitor.site).get(page.url)
    assert post.status == 200
    assert "A stranger&#x27;s post" in post.text
    return post


def comments(visitor, post):
    """Comment on a post, and see the comment."""
    page = visitor.get(post.url)
    page = visitor.send(page, page.form_with("body"), body="A stranger's comment")
    assert page.status == 200
    assert "A stranger&#x27;s comment" in page.text


def test_nothing_is_written_beside_the_project(template, tmp_path, home):
    out = tmp_path / "out"
    out.mkdir()
    before = contents(template)

    uv("tool", "run", "cookiecutter", str(template), "--no-input", cwd=out, **home)

    assert [path.name for path in out.iterdir()] == ["my_django_site"]
    assert contents(template) == before
