r"""
Measure how many requests a second a new project answers, beside what limits it.

    uv run --with-requirements requirements.txt --with psutil --with pygal \
        python benchmarks/requests_per_second.py --chart requests.svg

It bakes a project, fills a database of PostgreSQL, and serves project and peers by the same
server, granian with processes of four threads. `wrk` asks each in turn, round after round,
so that whatever else the machine does slows all of them. Printed are medians, and ratios to one
peer of the same run. It needs `wrk` and PostgreSQL.
"""

import argparse
import os
import re
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"
DATABASE = POSTGRES.rpartition("/")[0] + "/benchmark_requests"
THREADS = 4

# The limits of requests would be all that is measured.
SETTINGS = """
from config.settings import *
RATE_LIMITS = {"writes": 10**9, "api": 10**9}
"""

# Name, what serves it, and its address.
PEERS = {
    "granian alone": ("bare", "/"),
    "Django, hello, no middleware": ("plain", "/hello/"),
    "Django, hello, as startproject": ("startproject", "/hello/"),
    "Django, JSON, one row of PostgreSQL": ("startproject", "/row/"),
}
PAGES = {
    "/readyz": ("project", "/readyz"),
    "list of posts, visitor": ("project", "/blog/"),
    "list of posts, signed in": ("signed in", "/blog/"),
    "JSON, 20 posts, visitor": ("project", "/api/posts/?limit=20"),
    "JSON, 20 posts, signed in": ("signed in", "/api/posts/?limit=20"),
}
HELLO = "Django, hello, as startproject"
ROW = "Django, JSON, one row of PostgreSQL"


def manage(project, *command, **changes):
    """Run a command of the project, with changes of its environment; return what it prints."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=project,
        env=variables(project) | changes,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def variables(project):
    """Return the environment of a server."""
    return os.environ | {
        "DEBUG": "off",
        "SECRET_KEY": SECRET_KEY,
        "DATABASE_URL": DATABASE,
        "ALLOWED_HOSTS": "127.0.0.1",
        "TRUSTED_PROXY_COUNT": "1",
        "WEB_THREADS": str(THREADS),
        "MEDIA_ROOT": str(project / "media"),
        "PYTHONPATH": os.pathsep.join([str(project), str(Path(__file__).parent)]),
    }


SECRET_KEY = secrets.token_urlsafe(50)


def new_project(directory, rows):
    """Bake a project, fill its database, and return its directory."""
    command = ["-m", "cookiecutter", "--no-input", "--output-dir", directory, str(ROOT)]
    subprocess.run([sys.executable, *command], check=True)
    project = Path(directory) / "my_django_site"
    (project / "benchmark_settings.py").write_text(SETTINGS)
    import psycopg

    with psycopg.connect(POSTGRES.replace("postgres:", "postgresql:"), autocommit=True) as link:
        link.execute("DROP DATABASE IF EXISTS benchmark_requests")
        link.execute("CREATE DATABASE benchmark_requests")
    manage(project, "demo", "--no-serve", DEBUG="on")
    fill = f"from rows import fill_all; fill_all({rows})"
    manage(project, "shell", "--no-imports", "-c", fill, PYTHONPATH=str(Path(__file__).parent))
    manage(project, "collectstatic", "--no-input")
    return project


def signed_in(project):
    """Return the session cookie of a demo user."""
    code = (
        "from django.test import Client; from accounts.models import User; client = Client();"
        "client.force_login(User.objects.get(email='reader@example.com'));"
        "print(client.session.session_key)"
    )
    return manage(project, "shell", "--no-imports", "-c", code).strip()


@contextmanager
def served(target, project, processes):
    """Serve a WSGI application, and yield its port and its process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = variables(project) | {"PORT": str(port), "PEER": target}
    environment["WEB_CONCURRENCY"] = str(processes)
    command = ["manage.py", "serve"]
    if target == "project":
        environment["DJANGO_SETTINGS_MODULE"] = "benchmark_settings"
    else:
        command = ["-m", "granian", "--interface", "wsgi", "--port", str(port)]
        command += ["--workers", str(processes), "--blocking-threads", str(THREADS)]
        command += [f"peers:{'bare' if target == 'bare' else 'application'}"]
    process = subprocess.Popen([sys.executable, *command], cwd=project, env=environment)
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz")
        yield port, process
    finally:
        process.terminate()
        process.wait()


def wait_for(url):
    """Return when the address answers, whatever it says."""
    deadline = time.monotonic() + 30
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return


def requests_per_second(port, path, options, cookie=""):
    """Ask for a page from all connections at once, and return the answers a second."""
    headers = ["-H", "X-Forwarded-Proto: https"]
    if cookie:
        headers += ["-H", f"Cookie: __Host-sessionid={cookie}"]
    command = ["wrk", "--threads", "1", "--connections", str(options.connections)]
    command += ["--duration", f"{options.seconds}s"]
    command += ["--script", str(Path(__file__).with_name("visitors.lua"))]
    url = f"http://127.0.0.1:{port}{path}"
    done = subprocess.run([*command, *headers, url], capture_output=True, text=True, check=True)
    assert not re.search("Non-2xx|Socket errors", done.stdout), done.stdout
    return float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)[1])


def megabytes(process, processes):
    """Return the memory of each worker: what it has alone, and its share of what they share."""
    workers = psutil.Process(process.pid).children()
    return sorted(worker.memory_full_info().pss // 2**20 for worker in workers)[-processes:]


def cpu_seconds(process):
    """Return the time that a server, and that PostgreSQL has worked so far."""
    site = psutil.Process(process.pid).children(recursive=True)
    database = [other for other in psutil.process_iter(["name"]) if other.name() == "postgres"]
    return [sum(sum(p.cpu_times()[:4]) for p in group) for group in (site, database)]


def main():
    """Measure, and print a Markdown table; write a chart where one is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[1])
    parser.add_argument("--rows", type=int, default=1000, help="rows in the large tables")
    parser.add_argument("--processes", type=int, default=2, help="of each server")
    parser.add_argument("--connections", type=int, default=8, help="users at once")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4, help="of each measurement")
    parser.add_argument("--chart", type=Path, help="file for an SVG chart")
    options = parser.parse_args()
    if not shutil.which("wrk"):
        sys.exit("wrk is not installed. Install it with the package manager of the system.")
    with tempfile.TemporaryDirectory() as directory, ExitStack() as stack:
        project = new_project(directory, options.rows)
        cookie = signed_in(project)
        servers = {
            target: stack.enter_context(served(target, project, options.processes))
            for target in ("bare", "plain", "startproject", "project")
        }
        figures = {name: [] for name in PEERS | PAGES}
        costs = {}
        for number in range(options.rounds + 1):
            for name, (target, path) in (PEERS | PAGES).items():
                port, process = servers["project" if target == "signed in" else target]
                sent = cookie if target == "signed in" else ""
                before = cpu_seconds(process)
                figure = requests_per_second(port, path, options, sent)
                if number:  # The first round fills caches.
                    figures[name].append(figure)
                    costs[name] = milliseconds(before, cpu_seconds(process), figure, options)
        memory = megabytes(servers["project"][1], options.processes)
    medians = {name: statistics.median(values) for name, values in figures.items()}
    report(medians, costs)
    print(f"\nMemory of each process of the project after that: {memory} MB (PSS).")
    if options.chart:
        from chart import bars

        options.chart.write_text(bars("Requests a second", medians), encoding="utf-8")


def milliseconds(before, after, figure, options):
    """Return how long site and PostgreSQL have worked for one request of the last round."""
    number = figure * options.seconds
    return [(end - start) / number * 1000 for start, end in zip(before, after, strict=True)]


def report(medians, costs):
    """Print a Markdown table."""
    print(f"| | requests/s | of {HELLO} | of {ROW} | CPU ms | PostgreSQL's |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, median in medians.items():
        ratios = f"{median / medians[HELLO]:.2f} | {median / medians[ROW]:.2f}"
        site, database = costs[name]
        print(f"| {name} | {median:,.0f} | {ratios} | {site:.2f} | {database:.2f} |")


if __name__ == "__main__":
    main()
