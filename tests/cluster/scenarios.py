"""Faults, one after the other; each returns the figures that test_faults.py compares with bars."""

import asyncio
import http.client
import signal
import sqlite3
import ssl
import subprocess
import sys
import time
from contextlib import ExitStack, closing, contextmanager, suppress

from ..commands import TEMPLATE, environment
from .load import TOKEN, Figures, Visitor, keys_in, use
from .machines import ADDRESSES, NODES, SITE, wait_until

TASKS = 40
STANDBY = ADDRESSES["db2"]
MODULE = """
import os, time
from pathlib import Path
from django.tasks import task


@task
def leave_mark(number):
    time.sleep(0.3)
    Path(os.environ["MARKS"], f"mark{number}").touch()
"""
MEMBERS = """
from accounts.models import User
from django.test import Client
from social.models import Profile
for number in range({number}):
    user = User.objects.create(email=f"member{{number}}@example.com", name=f"Member {{number}}")
    Profile.objects.create(user=user, handle=f"member{{number}}")
    client = Client()
    client.force_login(user)
    print(client.session.session_key)
"""
POSTS = "from rows.blog import fill; fill(200, seed=1)"


class Scenarios:
    """A cluster with content and members, and what is done to it."""

    def __init__(self, cluster):
        self.cluster = cluster
        self.shell(POSTS, PYTHONPATH=str(TEMPLATE / "benchmarks"))
        self.members = self.shell(MEMBERS.format(number=20)).split()[-20:]

    def shell(self, code, **changes):
        """Run Python in the project, and return what it prints."""
        return self.cluster.manage("shell", "--no-imports", "-c", code, **changes)

    def load(self, seconds, event, **options):
        """Return the figures of people who use the site while something happens."""
        figures = asyncio.run(use(self.members, event, seconds=seconds, **options))
        stored = self.cluster.sql(self.cluster.primary, "SELECT text FROM social_note")
        lost = figures.saved - keys_in(" ".join(text for (text,) in stored))
        return {
            "requests": figures.requests,
            "failed": figures.failed.total(),
            "failed_reads": figures.failed["GET"],
            "worst_seconds": round(figures.worst_seconds, 2),
            "writes": len(figures.saved),
            "lost": len(lost),
            "unseen": figures.unseen,
            "logged_out": figures.logged_out,
            "statuses": dict(figures.statuses),
        }

    def rolling_restart(self):
        """Stop one node after the other, drained, and start it again."""
        return self.load(24, lambda: [self.cluster.restart_node(name) for name in NODES])

    def node_killed(self):
        """Kill a node, and start it again four seconds later."""

        def kill():
            self.cluster.kill("web1")
            time.sleep(4)
            self.cluster.start_node("web1")

        figures = self.load(9, kill)
        self.cluster.wait_for_node("web1")
        return figures

    def standby_killed(self):
        """Kill the standby, and start it again."""

        def kill():
            self.cluster.kill("db2")
            self.cluster.stop_waiting_for_standby()
            time.sleep(3)
            self.cluster.start_database("db2")

        figures = self.load(11, kill)
        self.cluster.replicate_synchronously()
        return figures

    def standby_lags(self):
        """Let the standby show everything two seconds late."""
        self.cluster.set("db2", "recovery_min_apply_delay", "2s")
        figures = self.load(8, lambda: None)
        self.cluster.set("db2", "recovery_min_apply_delay", "0")
        time.sleep(2)
        return figures

    def standby_unreachable(self):
        """Drop all packets to and from the standby: nothing is refused, nothing answers."""

        def drop():
            with rules("-d", STANDBY), rules("-s", STANDBY):
                self.cluster.stop_waiting_for_standby()
                time.sleep(4)

        figures = self.load(11, drop)
        self.cluster.replicate_synchronously()
        return figures

    def redis_killed(self):
        """Kill Redis, and write with one account as fast as possible; then start it again."""
        allowed = []

        def kill():
            self.cluster.kill("redis")
            allowed.append(asyncio.run(burst(self.member())))
            time.sleep(1)
            self.cluster.start_redis()

        figures = self.load(12, kill)
        return figures | {"allowed_of_80": allowed[0]}

    def member(self):
        """Return the session of one more member."""
        code = MEMBERS.format(number=1).replace("member{number}", "writer{number}")
        return self.shell(code).split()[-1]

    def slow_bodies(self):
        """Send a part of many forms, and let the site wait for the rest."""

        def attack():
            with ExitStack() as stack:
                for _ in range(50):
                    connection = stack.enter_context(closing(visitor()))
                    connection.putrequest("POST", "/accounts/login/")
                    connection.putheader("Content-Length", "100000")
                    connection.endheaders(b"x" * 20_000)
                time.sleep(8)

        return self.load(11, attack)

    def large_bodies(self):
        """Send forms with far more than the site takes."""
        answers = []

        def attack():
            for _ in range(20):
                with closing(visitor()) as connection:
                    connection.request("POST", "/accounts/login/", bytes(30_000_000))
                    answers.append(connection.getresponse().status)

        return self.load(11, attack) | {"answers": answers}

    def worker_killed(self):
        """Kill a worker in the middle of a task."""
        enqueue = f"from work import leave_mark; [leave_mark.enqueue(n) for n in range({TASKS})]"
        (self.cluster.project / "work.py").write_text(MODULE)
        for name in ("worker1", "worker2"):
            self.cluster.kill(name)
            self.cluster.start_worker(name)
        self.shell(enqueue)
        running = (
            "SELECT worker_ids->>-1 FROM django_tasks_database_dbtaskresult "
            "WHERE status = 'RUNNING'"
        )
        wait_until(lambda: len(self.cluster.sql("db1", running)) == 2, "both workers are at work")
        self.cluster.kill("worker1")
        self.cluster.start_worker("worker1")
        unfinished = (
            "SELECT 1 FROM django_tasks_database_dbtaskresult "
            "WHERE task_path = 'work.leave_mark' AND status <> 'SUCCESSFUL'"
        )
        start = time.monotonic()
        wait_until(lambda: not self.cluster.sql("db1", unfinished), "all is done", seconds=90)
        marks = len(list(self.cluster.directory.glob("mark*")))
        return {"tasks": TASKS, "done": marks, "seconds": round(time.monotonic() - start, 1)}

    def three_migrates(self):
        """Let three machines migrate an empty database at the same moment."""
        self.cluster.sql("db1", "CREATE DATABASE fresh", database="postgres")
        variables = self.cluster.variables | {
            "DATABASE_URL": "postgres://postgres@db1/fresh",
            "DATABASE_REPLICA_URLS": "",
        }
        command = [sys.executable, "manage.py", "migrate", "--no-input"]
        running = [
            subprocess.Popen(
                command,
                cwd=self.cluster.project,
                env=environment(**variables),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            for _ in range(3)
        ]
        printed = [process.communicate()[0] for process in running]
        return {
            "succeeded": sum(process.returncode == 0 for process in running),
            "did_the_work": sum("Applying" in text for text in printed),
        }

    def disk_full(self):
        """Fill the disk under the database of a site on one machine, with SQLite."""
        disk = self.cluster.directory / "disk"
        disk.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32m", "none", disk], check=True)
        variables = {
            "CACHE_URL": "",
            "DATABASE_REPLICA_URLS": "",
            "DATABASE_URL": f"sqlite:///{disk}/db.sqlite3",
            "PORT": "8001",
        }
        self.cluster.manage("migrate", **variables)
        session = self.shell(MEMBERS.format(number=1), **variables).split()[-1]
        self.cluster.start_server("laptop", HOST="127.0.0.1", **variables)
        wait_until(lambda: status_of("/readyz") == 200, "the site answers")
        with ballast(disk):
            full = status_of("/social/notes/new/", session), status_of("/social/everybody/")
        after = status_of("/social/notes/new/", session)
        self.cluster.kill("laptop")
        with closing(sqlite3.connect(disk / "db.sqlite3")) as database:
            (integrity,) = database.execute("PRAGMA integrity_check").fetchone()
        return {"write": full[0], "read": full[1], "write_after": after, "integrity": integrity}

    def database_frozen(self):
        """Stop all processes of the primary for ten seconds: connected, and silent."""

        def freeze():
            self.cluster.signal_database("db1", signal.SIGSTOP)
            time.sleep(15)
            self.cluster.signal_database("db1", signal.SIGCONT)

        figures = self.load(30, freeze)
        after = self.load(5, lambda: None)
        return figures | {"failed_after": after["failed"], "lost_after": after["lost"]}

    def primary_killed(self):
        """Kill the primary, and promote the standby."""

        def fail_over():
            self.cluster.kill("db1")
            self.cluster.promote_standby()

        return self.load(20, fail_over, requests=1600, visitors=40)


def visitor():
    """Return a connection to the site over https, through HAProxy."""
    context = ssl._create_unverified_context()
    return http.client.HTTPSConnection(SITE, timeout=30, context=context)


@contextmanager
def ballast(disk):
    """Fill a disk to its last byte, for as long as the block runs."""
    path = disk / "ballast"
    with suppress(OSError), path.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    try:
        yield
    finally:
        path.unlink()


def status_of(path, session_key=None):
    """Ask the site on one machine for a page, or with a session write a note; return the status."""
    headers = {"Host": SITE, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}
    form = None
    if session_key:
        cookies = f"__Host-sessionid={session_key}; __Host-csrftoken={TOKEN}"
        headers |= {"Cookie": cookies, "X-CSRFToken": TOKEN, "Origin": f"https://{SITE}"}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        form = f"text={'word+' * 90}"
    with closing(http.client.HTTPConnection("127.0.0.1", 8001, timeout=30)) as connection:
        try:
            connection.request("POST" if form else "GET", path, form, headers)
            return connection.getresponse().status
        except OSError:
            return 0


@contextmanager
def rules(*match):
    """Drop the packets that match, for as long as the block runs."""
    subprocess.run(["iptables", "-I", "INPUT", *match, "-j", "DROP"], check=True)
    try:
        yield
    finally:
        subprocess.run(["iptables", "-D", "INPUT", *match, "-j", "DROP"], check=True)


async def burst(session_key):
    """Write 80 notes one after the other, and return how many were accepted."""
    writer = Visitor(Figures(), session_key)
    async with writer.client:
        return sum([await writer.publish(f"{number:032}") == 302 for number in range(80)])
