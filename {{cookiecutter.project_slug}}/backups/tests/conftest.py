import json
import os
import signal
import subprocess
import sys
import tarfile

import pytest
from django.conf import settings


def members(path):
    """Return the names in an archive."""
    with tarfile.open(path) as tar:
        return tar.getnames()


class Site:
    """What the tests see of the site."""

    def __init__(self, directory):
        self.backups, self.media = directory / "backups", directory / "media"
        self.program = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "backups.tests.site", directory],
            cwd=settings.BASE_DIR,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.vendor = self.answer()

    def answer(self):
        return json.loads(self.program.stdout.readline())

    def ask(self, *request):
        self.program.stdin.write(f"{json.dumps(request)}\n")
        self.program.stdin.flush()
        return self.answer()

    def start(self, function, *arguments):
        """Start a function, and return its process ID, which is that of its group as well."""
        return self.ask("start", function, *map(str, arguments))

    def wait(self, pid):
        """Return exit code and output."""
        return self.ask("wait", pid)

    def kill(self, pid):
        """Kill a process and all that it started, and wait until the database knows."""
        os.killpg(pid, signal.SIGKILL)
        self.wait(pid)
        self.call("settle")

    def call(self, function, *arguments):
        """Return what a function returns."""
        code, output = self.wait(self.start(function, *arguments))
        assert code == 0, output
        return json.loads(output)

    def command(self, *arguments):
        """Return exit code and output of a command of manage.py."""
        return self.wait(self.start("command", *arguments))

    def backup(self, path):
        """Make a backup, and move it."""
        code, output = self.command("backup")
        assert code == 0, output
        return (self.backups / output.partition(":")[0]).rename(path)

    def restore(self, path):
        code, output = self.command("restore", path, "--overwrite")
        assert code == 0, output

    def close(self):
        self.program.stdin.close()
        self.program.stdout.close()
        assert self.program.wait() == 0


@pytest.fixture(scope="session")
def shared_site(tmp_path_factory):
    """Start a site that has its own database, which takes a second or more."""
    if not hasattr(os, "fork"):
        pytest.skip("Windows starts no process in the middle of a program")
    site = Site(tmp_path_factory.mktemp("site"))
    yield site
    site.close()


@pytest.fixture
def site(shared_site):
    """Return the site with the rows and files that tests begin with."""
    shared_site.before = shared_site.call("fill", "Before")
    return shared_site


@pytest.fixture(scope="session")
def new_backup(shared_site, tmp_path_factory):
    """Return the path of a backup, and the state that it is of, which other tests do not have."""
    state = shared_site.call("fill", "New")
    return shared_site.backup(tmp_path_factory.mktemp("backups") / "new.tar.gz"), state
