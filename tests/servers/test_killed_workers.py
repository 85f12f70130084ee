"""Workers are killed at any moment, and every task is done."""

import json
import random
import subprocess
import sys
import time

import pytest

from tests.commands import PRODUCTION, environment, run
from tests.servers.test_databases import SERVERS, statement

TASKS, KILLS, LIMIT_SECONDS = 120, 5, 600

# Tasks that leave a mark, and a worker that is taken for dead sooner than in production.
MODULE = """
import os, sys, time
from datetime import timedelta
from pathlib import Path

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django
    django.setup()
    from django.core.management import call_command
    from jobs import models
    from jobs.management.commands import worker
    models.LOST_AFTER, worker.REPORT_SECONDS = timedelta(seconds=3), 0.5
    call_command("worker")

from django.tasks import task


@task
def leave_mark(number):
    Path(os.environ["BEGUN"], str(os.getpid())).touch()
    time.sleep(0.15)
    with Path(os.environ["MARKS"], str(number)).open("a") as mark:
        mark.write("x")
"""
ENQUEUE = f"from work import leave_mark; [leave_mark.enqueue(n) for n in range({TASKS})]"
LIST = """
import json
from jobs.models import QueuedTask
queue = QueuedTask.objects.filter(task_path="work.leave_mark")
print(json.dumps([(task.status, len(task.worker_ids)) for task in queue]))
"""


@pytest.mark.databases
@pytest.mark.parametrize("name", ["sqlite", *SERVERS])
def test_every_task_is_done_although_workers_are_killed(unrendered, tmp_path, name):
    url = f"sqlite:///{tmp_path}/killed.sqlite3"
    if name in SERVERS:
        url = SERVERS[name].rpartition("/")[0] + "/killed"
        statement(unrendered, SERVERS[name], "DROP DATABASE IF EXISTS killed")
        statement(unrendered, SERVERS[name], "CREATE DATABASE killed")
    marks, begun = tmp_path / "marks", tmp_path / "begun"
    marks.mkdir()
    begun.mkdir()
    (unrendered / "work.py").write_text(MODULE)
    variables = PRODUCTION | {"DATABASE_URL": url, "MARKS": str(marks), "BEGUN": str(begun)}
    run(unrendered, "manage.py", "migrate", **variables)
    run(unrendered, "manage.py", "shell", "--no-imports", "-c", ENQUEUE, **variables)

    workers = [start(unrendered, variables) for _ in range(2)]
    for _ in range(KILLS):
        while not (begun / str(workers[0].pid)).exists():
            assert workers[0].poll() is None
            time.sleep(0.05)
        time.sleep(random.uniform(0, 1))
        workers[0].kill()
        workers[0].wait()
        workers = [workers[1], start(unrendered, variables)]
    done = wait_until_done(unrendered, variables)
    for worker in workers:
        worker.terminate()
        worker.wait()

    assert [status for status, _ in done] == ["SUCCESSFUL"] * TASKS
    assert max(attempts for _, attempts in done) > 1, "no kill interrupted a task"
    times = [len(path.read_text()) for path in marks.iterdir()]
    assert len(times) == TASKS
    assert sum(times) <= TASKS + KILLS


def start(project, variables):
    """Start a worker."""
    return subprocess.Popen([sys.executable, "work.py"], cwd=project, env=environment(**variables))


def wait_until_done(project, variables):
    """Return status and attempts of each task, once all are finished or the time is over."""
    deadline = time.monotonic() + LIMIT_SECONDS
    while True:
        printed = run(project, "manage.py", "shell", "--no-imports", "-c", LIST, **variables)
        tasks = json.loads(printed)
        waiting = [status for status, _ in tasks if status in {"READY", "RUNNING"}]
        if not waiting or time.monotonic() > deadline:
            return tasks
