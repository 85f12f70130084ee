"""
Measure how long a new project takes from nothing to its first page, next to Django by hand.

    uv run --with-requirements requirements.txt python benchmarks/first_page.py

Both ways begin in an empty directory, with uv, and packages that uv has downloaded before; they
take turns. The first page by hand is a rocket, that of the template a site with content. Printed
are medians, and ratios; then the same for making a project, over what Cookiecutter itself takes.
"""

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests.commands import environment  # noqa: E402

BAKE = "cookiecutter $TEMPLATE --no-input"
BY_HAND = [
    "uv init --bare my_site && cd my_site && uv add django"
    " && uv run django-admin startproject config .",
    "cd my_site && uv run manage.py migrate && exec uv run manage.py runserver",
]
TEMPLATE = [f"uvx {BAKE}", "cd my_django_site && exec uv run manage.py demo"]
NAMES = ["by hand", "template"]
COOKIECUTTER = "cookiecutter --version"

# Nothing of the shell that it is started from.
ENVIRONMENT = environment(UV_PYTHON=f"{sys.version_info.major}.{sys.version_info.minor}")
ENVIRONMENT["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{ENVIRONMENT['PATH']}"


def first_page(make, serve):
    """Return the seconds that making a project takes, and from there to its first page."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as directory:
        made = seconds(make, directory)
        start = time.perf_counter()
        command = ["bash", "-c", f"{serve} {port}"]
        server = subprocess.Popen(
            command,
            cwd=directory,
            env=ENVIRONMENT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            while not answers(f"http://127.0.0.1:{port}/"):
                assert server.poll() is None, serve
                time.sleep(0.02)
            return made, time.perf_counter() - start
        finally:
            os.killpg(server.pid, 9)  # runserver has a second process, and may survive SIGTERM.
            server.wait()


def seconds(command, directory):
    """Run a command in a directory, and return how long it took."""
    start = time.perf_counter()
    words = ["bash", "-c", command]
    subprocess.run(words, cwd=directory, env=ENVIRONMENT, check=True, capture_output=True)
    return time.perf_counter() - start


def answers(url):
    """Return whether there is a page."""
    try:
        with urllib.request.urlopen(url, timeout=30):
            return True
    except (urllib.error.URLError, OSError):
        return False


def bake():
    """Return the seconds that Cookiecutter takes to make a project, and to print its version."""
    with tempfile.TemporaryDirectory() as directory:
        return seconds(BAKE, directory), seconds(COOKIECUTTER, directory)


def main():
    """Measure what is committed, and print two Markdown tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[1])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = range(parser.parse_args().rounds)
    with tempfile.TemporaryDirectory() as directory:
        ENVIRONMENT["TEMPLATE"] = str(Path(directory, "template"))  # without caches
        seconds(f"git clone --quiet {ROOT} $TEMPLATE", directory)
        measure(rounds)


def measure(rounds):
    """Let the ways take turns, and print medians."""
    for way in (BY_HAND, TEMPLATE):
        first_page(*way)  # Fill the cache of uv.
    pairs = [(first_page(*BY_HAND), first_page(*TEMPLATE)) for _ in rounds]
    print("| | to make it, s | to the first page, s | together, ratio |\n|---|---:|---:|---:|")
    totals = [statistics.median(map(sum, found)) for found in zip(*pairs, strict=True)]
    for name, total, found in zip(NAMES, totals, zip(*pairs, strict=True), strict=True):
        made, shown = (statistics.median(column) for column in zip(*found, strict=True))
        print(f"| {name} | {made:.2f} | {shown:.2f} | {total / totals[0]:.2f} |")
    print("\n| | s | ratio |\n|---|---:|---:|")
    made, version = (statistics.median(c) for c in zip(*[bake() for _ in rounds], strict=True))
    print(f"| {COOKIECUTTER} | {version:.2f} | 1 |\n| bake | {made:.2f} | {made / version:.2f} |")


if __name__ == "__main__":
    main()
