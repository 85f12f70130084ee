"""
Measure how long a new project takes to make, and to show its first page.

    uv run --with-requirements requirements.txt python benchmarks/first_page.py

Both this template and `django-admin startproject` begin in an empty directory, with packages
installed; they take turns. The first page of startproject is a rocket, that of the template a
site with content. Printed are medians, and the ratio.
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
PYTHON = sys.executable
WAYS = {
    "startproject": (
        [PYTHON, "-m", "django", "startproject", "my_django_site"],
        [["migrate"], ["runserver", "--noreload"]],
    ),
    "this template": (
        [PYTHON, "-m", "cookiecutter", "--no-input", str(ROOT)],
        [["demo"]],
    ),
}


def measure(make, commands):
    """Return the seconds that making a project takes, and from there to its first page."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as directory:
        start = time.perf_counter()
        run(make, directory)
        made = time.perf_counter()
        project = Path(directory) / "my_django_site"
        for command in commands[:-1]:
            run([PYTHON, "manage.py", *command], project)
        server = [PYTHON, "manage.py", *commands[-1], str(port)]
        process = subprocess.Popen(
            server,
            cwd=project,
            env=ENVIRONMENT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
        )
        try:
            while not answers(f"http://127.0.0.1:{port}/"):
                assert process.poll() is None
                time.sleep(0.02)
            return made - start, time.perf_counter() - made
        finally:
            process.terminate()
            process.wait()


# Nothing of the shell that it is started from.
ENVIRONMENT = {name: os.environ[name] for name in ("HOME", "LANG", "PATH") if name in os.environ}


def run(command, directory):
    """Run a command in a directory."""
    subprocess.run(command, cwd=directory, env=ENVIRONMENT, check=True, capture_output=True)


def answers(url):
    """Return whether there is a page."""
    try:
        with urllib.request.urlopen(url, timeout=30):
            return True
    except (urllib.error.URLError, OSError):
        return False


def main():
    """Measure, and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[1])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    times = {name: [] for name in WAYS}
    for _ in range(options.rounds):
        for name, way in WAYS.items():
            times[name].append(measure(*way))
    print("| | to make it, s | to the first page, s | together, ratio |\n|---|---:|---:|---:|")
    totals = {name: statistics.median(map(sum, found)) for name, found in times.items()}
    for name, found in times.items():
        made, shown = (statistics.median(column) for column in zip(*found, strict=True))
        print(
            f"| {name} | {made:.1f} | {shown:.1f} | {totals[name] / totals['startproject']:.1f} |"
        )


if __name__ == "__main__":
    main()
