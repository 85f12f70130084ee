"""
Security scanners find nothing in a served project, and find each hole that is made for them.

A scanner that does not run, or that no longer finds the hole, fails: nothing is skipped.
"""

import json
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.commands import PRODUCTION, cookiecutter, environment, run
from tests.proxies import caddy, in_front, served
from tests.scanners import (
    AIOSMTPD,
    TOKEN,
    bandit,
    call,
    crawl,
    described,
    install_observatory,
    observatory,
    schemathesis,
    sqlmap,
    uvx,
    visitor_of,
    wapiti,
)
from tests.serving import PASSWORD, SETTINGS, Site, prepare

pytestmark = pytest.mark.scanners

UNLIMITED = {"DJANGO_SETTINGS_MODULE": "unlimited"}
HOLES = {"DJANGO_SETTINGS_MODULE": "holes.settings"}
LOG_IN = "/accounts/login/"  # a page that sets a cookie


@pytest.fixture(scope="module", autouse=True)
def programs():
    """Fail at once if a program is missing that no package brings."""
    assert [name for name in ("openssl", "uv") if not shutil.which(name)] == []


def bake(template, directory):
    """Return a project with everything, as it was baked."""
    baked = cookiecutter(template, directory, "--no-input")
    assert baked.returncode == 0, baked.stderr
    return directory / "my_django_site"


@pytest.fixture(scope="module")
def project(template, tmp_path_factory):
    """Return a project."""
    project = bake(template, tmp_path_factory.mktemp("scanners"))
    shutil.copy(Path(__file__).parent / "holes/unlimited.py", project)
    return project


@pytest.fixture(scope="module")
def project_with_holes(template, tmp_path_factory):
    """Return a project with something to find for each scanner."""
    project = bake(template, tmp_path_factory.mktemp("holes"))
    shutil.copytree(Path(__file__).parent / "holes", project / "holes")
    return project


@pytest.fixture(scope="module")
def mail():
    """Run a mail server that throws everything away, and return the settings that name it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = ["--nosetuid", "--listen", f"127.0.0.1:{port}", "--class", "aiosmtpd.handlers.Sink"]
    server = subprocess.Popen(uvx(AIOSMTPD, "aiosmtpd", *options), env=environment())
    with socket.socket() as caller:
        while caller.connect_ex(("127.0.0.1", port)) != 0:
            assert server.poll() is None
            time.sleep(0.05)
    yield {"MAIL_URL": f"smtp://127.0.0.1:{port}"}
    server.terminate()
    server.wait(30)


@pytest.fixture(scope="module")
def site(project, mail):
    """Serve the project."""
    site = Site(prepare(project, **mail, **UNLIMITED), **mail, **UNLIMITED)
    yield site
    site.stop()


@pytest.fixture(scope="module")
def holes(project_with_holes, mail):
    """Serve the project with holes."""
    site = Site(prepare(project_with_holes, **mail, **HOLES), **mail, **HOLES)
    yield site
    site.stop()


@pytest.fixture(scope="module")
def scanner(tmp_path_factory):
    """Install the scanner of MDN."""
    return install_observatory(tmp_path_factory.mktemp("observatory"))


def test_observatory_gives_the_best_grade(scanner, site):
    grade, score, failed = observatory(scanner, site.project, LOG_IN, site.port)

    assert (grade, failed) == ("A+", set())
    assert score >= 135  # of 145; 5 of the others are for names on the preload list of browsers


def test_observatory_gives_the_best_grade_through_the_shipped_proxy(scanner, project, site):
    with served(project) as port, in_front(caddy, project, port) as proxy:
        grade, score, failed = observatory(scanner, project, LOG_IN, proxy.secure, proxy.plain)

    assert (grade, failed) == ("A+", set())
    assert score >= 135


def test_observatory_misses_headers(scanner, holes):
    grade, _, failed = observatory(scanner, holes.project, LOG_IN, holes.port)

    assert grade == "C"
    assert failed == {"content-security-policy", "strict-transport-security"}


def test_sqlmap_injects_into_no_parameter_of_a_page(site, tmp_path):
    visitor = visitor_of(site)
    queries = crawl(visitor, "/")

    tried, found, refusals = sqlmap(site, queries, visitor.cookies, tmp_path)

    assert {"after", "next", "page", "q"} <= set(tried)
    assert len(tried) == sum(map(len, queries.values())) >= 13
    assert (found, refusals) == (set(), set())


def test_sqlmap_injects_into_no_parameter_of_a_member_or_the_api(site, tmp_path):
    visitor, public = visitor_of(site), crawl(visitor_of(site), "/")
    visitor.log_in("reader@example.com", PASSWORD)
    own = {path: query for path, query in crawl(visitor, "/").items() if path not in public}
    queries = own | described(visitor)

    tried, found, refusals = sqlmap(site, queries, visitor.cookies, tmp_path)

    assert {"after", "limit", "q"} <= set(tried)
    assert len(tried) == sum(map(len, queries.values())) >= 12
    assert (found, refusals) == (set(), set())


def test_sqlmap_injects_into_a_hole(holes, tmp_path):
    visitor = visitor_of(holes)
    queries = crawl(visitor, "/holes/")
    queries = {path: query for path, query in queries.items() if path.startswith("/holes/")}

    _, found, _ = sqlmap(holes, queries, visitor.cookies, tmp_path)

    assert found == {"title"}


def test_wapiti_finds_nothing(site, tmp_path):
    pages, found = wapiti(site, "/", tmp_path)

    assert pages > 50
    assert found == set()


def test_wapiti_finds_holes(holes, tmp_path):
    _, found = wapiti(holes, "/holes/", tmp_path)

    assert ("Reflected Cross Site Scripting", "/holes/echo/", "word") in found
    assert ("Content Security Policy Configuration", "/holes/", None) in found


def test_api_answers_nobody_as_described(site, tmp_path):
    assert schemathesis(site, tmp_path) == {}


def test_api_answers_somebody_as_described(site, tmp_path):
    command = ["manage.py", "shell", "--no-imports", "-c", TOKEN]
    token = run(site.project, *command, **site.variables).strip()

    assert schemathesis(site, tmp_path, token=token) == {}


def test_schemathesis_finds_holes(holes, tmp_path):
    found = schemathesis(holes, tmp_path, paths="/holes/")

    assert {kind: set(operations) for kind, operations in found.items()} == {
        "ServerError": {"GET /api/holes/crash"},
        "UndefinedStatusCode": {"GET /api/holes/crash"},
        "UndefinedContentType": {"GET /api/holes/page"},
        "JsonSchemaError": {"GET /api/holes/text"},
    }


def ruff(project):
    """Return the security rules that ruff sees broken."""
    options = ["--select=S", "--no-cache", "--output-format=json", "--exit-zero"]
    return {
        finding["code"] for finding in json.loads(run(project, "-m", "ruff", "check", *options))
    }


def test_ruff_finds_nothing(project):
    assert ruff(project) == set()


def test_ruff_finds_a_hole(project_with_holes):
    assert ruff(project_with_holes) == {"S608"}


def test_bandit_finds_nothing(project):
    assert bandit(project) == set()


def test_bandit_finds_a_hole(project_with_holes):
    assert bandit(project_with_holes) == {("B608", "./holes/urls.py")}


CHECK = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]


def test_django_finds_nothing_to_warn_of(project):
    assert "no issues" in run(project, *CHECK, **PRODUCTION)


def test_django_warns_of_holes(project_with_holes):
    told = call([sys.executable, *CHECK], project_with_holes, **SETTINGS, **HOLES)

    assert "security.W004" in told
