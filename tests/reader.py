"""Somebody who has uv, an empty home and a shell, and types commands."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

from .commands import environment
from .visitor import Visitor

PATIENCE = 300  # seconds until a server answers
TIMEOUT = 1200  # seconds until a command has ended


class Reader:
    """
    Somebody in a directory; `cd` in a command takes them to another one.

    `packages` is the directory of an environment that uv fills, else each project has its own.
    """

    def __init__(self, home, directory, packages=None):
        self.home, self.directory = home, directory
        # The shared cache saves the download, not the installation.
        cache = subprocess.run(["uv", "cache", "dir"], capture_output=True, check=True, text=True)
        programs = [packages or ".venv", home / "venv", sys.base_prefix]
        path = [*(f"{directory}/bin" for directory in programs), os.environ["PATH"]]
        person = {"NAME": "Reader", "EMAIL": "reader@example.com"}
        self.variables = {
            "HOME": str(home),
            "PATH": os.pathsep.join(path),
            "PYTHONUNBUFFERED": "1",
            "UV_CACHE_DIR": cache.stdout.strip(),
            "UV_PYTHON": f"{sys.version_info.major}.{sys.version_info.minor}",
            **({"UV_PROJECT_ENVIRONMENT": str(packages)} if packages else {}),
            **{f"GIT_AUTHOR_{key}": value for key, value in person.items()},
            **{f"GIT_COMMITTER_{key}": value for key, value in person.items()},
        }

    def types(self, command, status=0, **variables):
        """Run a command, which asks nothing or is answered with Enter; return what it prints."""
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.directory,
            env=environment(**self.variables | variables),
            input="\n" * 20,
            capture_output=True,
            encoding="utf-8",
            timeout=TIMEOUT,
        )
        assert done.returncode == status, f"{command}\n{done.stdout}{done.stderr}"
        self.follow(command)
        return done.stdout

    def follow(self, command):
        """Go where `cd` in a command leads."""
        if target := re.search(r"(?:^|&& )cd (\S+)", command):
            self.directory = (self.directory / target[1]).resolve()

    @contextmanager
    def starts(self, command, is_up, **variables):
        """Start a command that does not end by itself, and end it with all that it started."""
        log = self.home / "endless.log"
        with log.open("w") as output:
            process = subprocess.Popen(
                ["bash", "-c", command],
                cwd=self.directory,
                env=environment(**self.variables | variables),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            end = time.monotonic() + PATIENCE
            while not is_up(log.read_text()):
                assert process.poll() is None, f"{command}\n{log.read_text()}"
                assert time.monotonic() < end, f"{command}\n{log.read_text()}"
                time.sleep(0.05)
            yield log
        finally:
            with suppress(ProcessLookupError):  # It ended by itself.
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.follow(command)

    @contextmanager
    def serves(self, command, **variables):
        """Start a command that serves the site, at a free port, and return a visitor."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        if re.search(r"manage\.py serve\b", command):
            variables |= {"HOST": "127.0.0.1", "PORT": str(port)}
        else:
            without_port = re.sub(r"(demo|runserver) \d+$", r"\1", command)
            command = f"{without_port} {port}"
        with self.starts(command, lambda log: answers(port), **variables):
            yield Visitor(f"http://127.0.0.1:{port}/")


def answers(port):
    """Return whether somebody listens at a port of this machine."""
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0
