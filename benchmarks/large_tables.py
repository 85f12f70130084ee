"""
Measure what a page costs with 1,000 and with 1,000,000 rows in each table.

    uv run --with-requirements requirements.txt python benchmarks/large_tables.py

Each database is filled once, in a directory of its own or on the server, and measured by a
process of its own. The processes take turns, request by request, so that whatever else the
machine does slows all of them. Printed are medians, and the ratio of the two sizes.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROJECT = ROOT / "{{cookiecutter.project_slug}}"
POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"

# Name: address; a visitor asks for the first ones, staff for those of the admin.
PAGES = {
    "list of posts": "/blog/",
    "list of products": "/shop/",
    "list of notes": "/social/everybody/",
    "timeline": "/social/",
    "API, posts": "/api/posts/",
    "API, posts, page 50": "/api/posts/?after=50",
    "API, notes": "/api/social/notes/",
    "search, posts, common word": "/blog/?q=kettle",
    "search, posts, two words": "/blog/?q=solder+lamp",
    "search, posts, absent word": "/blog/?q=zzyzx",
    "search, products": "/shop/?q=lamp",
    "search, notes and people": "/social/search/?q=radio",
    "admin, posts": "/admin/blog/post/",
    "admin, products": "/admin/shop/product/",
    "admin, orders": "/admin/shop/order/",
    "admin, notes": "/admin/social/note/",
    "admin, search": "/admin/blog/post/?q=kettle",
}


def environment(url):
    """Return the variables of a process that uses a database."""
    path = os.pathsep.join([str(PROJECT), str(Path(__file__).parent)])
    return os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "settings",
        "PYTHONPATH": path,
        "MEDIA_ROOT": tempfile.gettempdir(),
    }


def worker(rows):
    """Fill the database, then answer each page named on the input with milliseconds."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from rows import fill_all

    from accounts.models import User
    from social.models import Profile

    call_command("migrate", verbosity=0)
    fill_all(3 * rows)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    staff = User.objects.filter(email="staff@example.com").first()
    staff = staff or User.objects.create_superuser("staff@example.com", None, name="Staff")
    reader = Profile.objects.order_by("pk")[5].user
    clients = {"admin": Client(), "timeline": Client()}
    clients["admin"].force_login(staff)
    clients["timeline"].force_login(reader)
    visitor = Client()
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        name = json.loads(line)
        client = clients.get(name.split(",")[0], visitor)
        path = PAGES[name]
        if "after=" in path:
            path = page_50(client)
        start = time.perf_counter()
        response = client.get(path)
        elapsed = (time.perf_counter() - start) * 1000
        assert response.status_code == 200, (path, response.status_code)
        print(json.dumps(elapsed), flush=True)


cursors: dict[str, str] = {}


def page_50(client):
    """Return the address of the fiftieth page of the posts, found once by walking there."""
    if "posts" not in cursors:
        after = ""
        for _ in range(49):
            after = client.get("/api/posts/", {"limit": 20, "after": after}).json()["next"]
        cursors["posts"] = f"/api/posts/?after={after}"
    return cursors["posts"]


class Worker:
    """A process with a database."""

    def __init__(self, url, rows):
        command = [sys.executable, __file__, "--worker", str(rows)]
        self.process = subprocess.Popen(
            command,
            cwd=PROJECT,
            env=environment(url),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def read(self):
        """Return what the process says."""
        line = self.process.stdout.readline()
        if not line:
            sys.exit("A process has ended; its error is above.")
        return json.loads(line)

    def milliseconds(self, page):
        """Return how long the process needs for a page."""
        self.process.stdin.write(json.dumps(page) + "\n")
        self.process.stdin.flush()
        return self.read()


def databases(directory, engines, sizes):
    """Yield engine, rows and URL of each database."""
    for engine in engines:
        for rows in sizes:
            name = f"large_tables_{rows}"
            if engine == "postgresql":
                yield engine, rows, POSTGRES.rpartition("/")[0] + "/" + created(name)
            else:
                yield engine, rows, f"sqlite:///{directory}/{name}.sqlite3"


def created(name):
    """Create a database on the server, unless it is there, and return its name."""
    import psycopg

    with psycopg.connect(POSTGRES.replace("postgres://", "postgresql://"), autocommit=True) as link:
        if not link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            link.execute(f"CREATE DATABASE {name}")
    return name


def main():
    """Measure, and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[1])
    parser.add_argument("--rows", type=int, nargs=2, default=[1_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--engines", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--directory", help="where SQLite's files are kept for the next run")
    parser.add_argument("--worker", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        return worker(options.worker)
    with tempfile.TemporaryDirectory() as temporary:
        directory = options.directory or temporary
        measure(databases(directory, options.engines, options.rows), options.rounds)


def measure(chosen, rounds):
    """Ask each process for each page in turn, and print the medians."""
    workers = {(engine, rows): Worker(url, rows) for engine, rows, url in chosen}
    for filled in workers.values():
        filled.read()
    times = {(page, key): [] for page in PAGES for key in workers}
    for number in range(rounds + 3):
        for page, key in times:
            elapsed = workers[key].milliseconds(page)
            if number >= 3:  # The first ones fill caches.
                times[page, key].append(elapsed)
    engines = list(dict.fromkeys(engine for engine, _ in workers))
    small, large = list(dict.fromkeys(rows for _, rows in workers))
    print(f"| page, ms | {' | '.join(f'{e} {small:,} | {large:,} | ratio' for e in engines)} |")
    print("|---|" + "---:|" * 3 * len(engines))
    for page in PAGES:
        cells = []
        for engine in engines:
            low, high = (statistics.median(times[page, (engine, n)]) for n in (small, large))
            cells += [f"{low:.1f}", f"{high:.1f}", f"{high / low:.2f}"]
        print(f"| {page} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
