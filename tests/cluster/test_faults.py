"""What people notice of faults stays below these bars."""

import json
import os
import subprocess
import sys

import pytest

from ..commands import TEMPLATE, cookiecutter, environment
from ..serving import program
from .table import table

pytestmark = pytest.mark.cluster

PROGRAMS = ["haproxy", "iptables", "openssl", "redis-server", "unshare"]


@pytest.fixture(scope="module")
def figures(template, tmp_path_factory, request):
    """Run all scenarios, print a table, and return the figures of each by its name."""
    for name in PROGRAMS:
        program(name)
    directory = tmp_path_factory.mktemp("cluster")
    baked = cookiecutter(template, directory, "--no-input")
    assert baked.returncode == 0, baked.stderr
    project = directory / "my_django_site"
    namespaces = ["unshare", "--net", "--pid", "--fork", "--kill-child", "--mount", "--mount-proc"]
    as_root = [] if os.getuid() == 0 else [program("sudo"), "--preserve-env"]
    done = subprocess.run(
        [*as_root, *namespaces, sys.executable, "-m", "tests.cluster", str(project)],
        cwd=TEMPLATE,
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    figures = {}
    for line in done.stdout.splitlines():
        figures |= json.loads(line)
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print(f"\n{table(figures)}")
    return figures


def nothing_lost(figures):
    """Return whether all that was saved is there, was seen at once, and nobody was logged out."""
    assert figures["writes"] >= 20
    return (figures["lost"], figures["unseen"], figures["logged_out"]) == (0, 0, 0)


def test_rolling_restart_fails_no_request(figures):
    restart = figures["rolling_restart"]

    assert restart["failed"] == 0
    assert nothing_lost(restart)


def test_killed_node_fails_no_reader(figures):
    killed = figures["node_killed"]

    assert killed["failed_reads"] == 0
    assert nothing_lost(killed)


@pytest.mark.parametrize("name", ["standby_killed", "standby_lags", "standby_unreachable"])
def test_standby_in_trouble_fails_no_request(figures, name):
    assert figures[name]["failed"] == 0
    assert nothing_lost(figures[name])


def test_killed_redis_fails_no_request_and_limits_hold(figures):
    killed = figures["redis_killed"]

    assert killed["failed"] == 0
    assert killed["allowed_of_80"] == 60
    assert nothing_lost(killed)


def test_slow_bodies_fail_no_request(figures):
    slow = figures["slow_bodies"]

    assert slow["failed"] == 0
    assert nothing_lost(slow)


def test_large_bodies_are_refused_and_fail_no_request(figures):
    large = figures["large_bodies"]

    assert large["answers"] == [413] * 20
    assert large["failed"] == 0
    assert nothing_lost(large)


def test_killed_primary_loses_no_write(figures):
    killed = figures["primary_killed"]

    assert killed["requests"] >= 1500
    assert killed["failed"] <= 5
    assert nothing_lost(killed)


def test_killed_worker_leaves_no_task_undone(figures):
    killed = figures["worker_killed"]

    assert killed["done"] == killed["tasks"]


def test_three_machines_migrate_at_once(figures):
    assert figures["three_migrates"] == {"succeeded": 3, "did_the_work": 1}


def test_full_disk_is_a_clear_answer_and_passes(figures):
    assert figures["disk_full"]["write"] == 503
    assert figures["disk_full"]["write_after"] == 302
    assert figures["disk_full"]["integrity"] == "ok"


def test_frozen_database_is_a_clear_answer_and_passes(figures):
    frozen = figures["database_frozen"]

    assert set(frozen["statuses"]) <= {"200", "302", "503"}
    assert frozen["failed"] > 0
    assert frozen["failed_after"] == 0
    assert nothing_lost(frozen)
