"""Machines: PostgreSQL twice, Redis, three nodes of the site, two workers, HAProxy."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psycopg

from ..commands import PRODUCTION, environment

SITE = "site.test"
ADDRESSES = {
    SITE: "127.0.0.1",
    "db1": "127.0.1.1",
    "db2": "127.0.1.2",
    "redis": "127.0.2.1",
    "web1": "127.0.3.1",
    "web2": "127.0.3.2",
    "web3": "127.0.3.3",
}
NODES = ["web1", "web2", "web3"]
POSTGRES_OPTIONS = {
    "port": "5432",
    "wal_level": "replica",
    "shared_buffers": "64MB",
    "unix_socket_directories": "",
    "fsync": "on",
}


def wait_until(condition, what, seconds=30):
    """Return when the condition holds; fail after so many seconds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what}: not within {seconds} seconds"
        time.sleep(0.05)


class Cluster:
    """All machines, by name, with a directory for their files."""

    def __init__(self, project, directory):
        self.project, self.directory = project, directory
        self.processes = {}
        self.primary = "db1"
        self.variables = PRODUCTION | {
            "ALLOWED_HOSTS": SITE,
            "CACHE_URL": "rediscache://redis:6379/0",
            "DATABASE_URL": (
                "postgres://postgres@db1:5432,db2:5432/site"
                "?target_session_attrs=read-write&connect_timeout=2"
            ),
            "DATABASE_REPLICA_URLS": "postgres://postgres@db2:5432/site",
            "DRAIN_SECONDS": "3",
            "MARKS": str(directory),
            "MEDIA_ROOT": str(directory / "media"),
            "PORT": "8000",
            "TRUSTED_PROXY_COUNT": "1",
            "WEB_CONCURRENCY": "1",
        }

    def start(self):
        """Start everything, and return when the site answers."""
        self.prepare_machine()
        self.start_database("db1")
        self.sql("db1", "CREATE DATABASE site", database="postgres")
        self.start_redis()
        self.manage("migrate")
        self.manage("collectstatic", "--no-input")
        self.copy_database("db1", "db2")
        self.start_database("db2")
        self.replicate_synchronously()
        for name in NODES:
            self.start_node(name)
        for name in ("worker1", "worker2"):
            self.start_worker(name)
        self.spawn("haproxy", ["haproxy", "-db", "-f", "deploy/haproxy/haproxy.cfg"])
        for name in NODES:
            self.wait_for_node(name)
        time.sleep(1)  # HAProxy looks twice a second.

    def prepare_machine(self):
        """Name the addresses, and give HAProxy its files, in this mount namespace alone."""
        hosts = self.directory / "hosts"
        hosts.write_text("".join(f"{address} {name}\n" for name, address in ADDRESSES.items()))
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        subprocess.run(["mount", "--bind", hosts, "/etc/hosts"], check=True)
        subprocess.run(["mount", "-t", "tmpfs", "none", "/etc/haproxy"], check=True)
        pair = [self.directory / name for name in ("key.pem", "certificate.pem")]
        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1"]
        files = ["-keyout", pair[0], "-out", pair[1], "-subj", f"/CN={SITE}"]
        subprocess.run(["openssl", "req", "-x509", *key, *files], check=True, capture_output=True)
        Path("/etc/haproxy/site.pem").write_text("".join(path.read_text() for path in pair))
        shutil.copy(self.project / "deploy/haproxy/503.http", "/etc/haproxy")

    def spawn(self, name, command, **options):
        """Start a process that leads a group of its own; what it prints goes into a file."""
        with (self.directory / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command,
                cwd=options.pop("cwd", self.project),
                stdout=log,
                stderr=log,
                start_new_session=True,
                **options,
            )

    def kill(self, name):
        """Kill a process and its group, as if its machine had lost power."""
        os.killpg(self.processes[name].pid, signal.SIGKILL)
        self.processes[name].wait()

    def stop(self):
        """Kill everything."""
        for name, process in self.processes.items():
            if process.poll() is None:
                self.kill(name)

    # The site

    def manage(self, *command, **changes):
        """Run a command of the project, and return what it prints."""
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=self.project,
            env=environment(**self.variables | changes),
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start_node(self, name):
        """Start a node."""
        self.start_server(name, HOST=ADDRESSES[name])

    def start_server(self, name, **changes):
        """Start a server of the site, with changes of its environment."""
        command = [sys.executable, "manage.py", "serve"]
        self.spawn(name, command, env=environment(**self.variables | changes))

    def start_worker(self, name):
        """Start a worker for tasks."""
        command = [sys.executable, "manage.py", "worker"]
        self.spawn(name, command, env=environment(**self.variables))

    def wait_for_node(self, name):
        """Return when a node may get requests."""
        wait_until(lambda: self.is_ready(name), f"{name} is ready")

    def is_ready(self, name):
        """Return whether a node may get requests."""
        try:
            urllib.request.urlopen(f"http://{ADDRESSES[name]}:8000/readyz", timeout=5).close()
        except (urllib.error.URLError, OSError):
            return False
        return True

    def restart_node(self, name):
        """Stop a node with SIGTERM, which drains it, and start it again."""
        self.processes[name].terminate()
        self.processes[name].wait(60)
        self.start_node(name)
        self.wait_for_node(name)
        time.sleep(1)

    def start_redis(self):
        """Start an empty Redis."""
        options = ["--port", "6379", "--bind", ADDRESSES["redis"], "--save", ""]
        self.spawn("redis", ["redis-server", *options], cwd=self.directory)

    # PostgreSQL

    def postgres(self, program, *arguments):
        """Run a program of PostgreSQL as its own user."""
        command = [str(postgres_programs() / program), *map(str, arguments)]
        subprocess.run(command, user="postgres", cwd="/", check=True, capture_output=True)

    def start_database(self, name):
        """Start a server; make its directory where there is none."""
        data = self.directory / name
        if not data.exists():
            data.mkdir()
            shutil.chown(data, "postgres")
            self.postgres("initdb", "-D", data, "-A", "trust", "-U", "postgres", "--no-sync")
            with (data / "pg_hba.conf").open("a") as file:
                file.write("host all,replication all 127.0.0.0/8 trust\n")
        options = POSTGRES_OPTIONS | {"listen_addresses": ADDRESSES[name], "cluster_name": name}
        settings = [f"--{key}={value}" for key, value in options.items()]
        command = [postgres_programs() / "postgres", "-D", data, *settings]
        self.spawn(name, command, user="postgres", cwd=data)
        wait_until(lambda: self.answers(name), f"{name} answers")

    def copy_database(self, source, target):
        """Make a standby of a server."""
        data = self.directory / target
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir(mode=0o700)
        shutil.chown(data, "postgres")
        where = ["-h", ADDRESSES[source], "-U", "postgres", "-D", data]
        self.postgres("pg_basebackup", *where, "-R", "-X", "stream", "-c", "fast", "--no-sync")

    def sql(self, name, statement, database="site"):
        """Execute a statement on a server, and return its rows, if it has any."""
        link = f"host={ADDRESSES[name]} user=postgres dbname={database} connect_timeout=2"
        with psycopg.connect(link, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def answers(self, name):
        """Return whether a server takes connections."""
        try:
            self.sql(name, "SELECT 1", database="postgres")
        except psycopg.Error:
            return False
        return True

    def set(self, name, setting, value):
        """Change a setting of a running server."""
        self.sql(name, f"ALTER SYSTEM SET {setting} = '{value}'", database="postgres")
        self.sql(name, "SELECT pg_reload_conf()", database="postgres")

    def replicate_synchronously(self):
        """Let the primary wait for the standby with each commit, once it follows."""
        streaming = "SELECT 1 FROM pg_stat_replication WHERE state = 'streaming'"
        wait_until(lambda: self.sql("db1", streaming), "the standby follows")
        self.set("db1", "synchronous_standby_names", "*")

    def stop_waiting_for_standby(self):
        """Do what an operator such as Patroni or CloudNativePG does when a standby is gone."""
        time.sleep(1.5)
        self.set(self.primary, "synchronous_standby_names", "")

    def promote_standby(self):
        """Do what an operator does when the primary is gone."""
        time.sleep(1.5)
        self.sql("db2", "SELECT pg_promote()", database="postgres")
        self.primary = "db2"
        self.set("db2", "synchronous_standby_names", "")

    def signal_database(self, name, number):
        """Send a signal to all processes of a server."""
        parent = self.processes[name].pid
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        for pid in [parent, *map(int, children)]:
            os.kill(pid, number)


def postgres_programs():
    """Return the directory with the programs of PostgreSQL, which Debian keeps out of the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return found[-1] if found else Path(shutil.which("postgres")).parent
