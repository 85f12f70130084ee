"""The programs that dump and load a database: find them, start them, say why they failed."""

import os
import re
import shutil
import subprocess
import tempfile
from contextlib import contextmanager

from django.core.management import CommandError
from django.db import connection

DATABASES = {"database", "db"}


def require(name, package, version):
    """Raise CommandError unless the program is installed, and as new as the server's version."""
    wanted = ".".join(map(str, version))
    advice = f"Install {wanted} or newer, on Debian: apt install {package}"
    if not shutil.which(name):
        raise CommandError(f"{name} is not installed. {advice}")
    text = subprocess.run([name, "--version"], capture_output=True, encoding="utf-8").stdout  # noqa: S603
    match = re.search(r"(?:\(PostgreSQL\)|Distrib|from) (\d+)(?:\.(\d+))?", text)
    found = tuple(int(number or 0) for number in match.groups()) if match else ()
    if found[: len(version)] < version:
        raise CommandError(f"{name} is older than the server: {text.strip()!r}. {advice}")


def command(name, parameters, **changes):
    """
    Return the arguments and the environment with which a program reaches the database.

    Host, port, user and certificates are as in the settings. The password is in the
    environment: everybody on the machine can read arguments.
    """
    config = {**connection.settings_dict, **changes}
    # For MariaDB, these two would win over NAME.
    options = {name: value for name, value in config["OPTIONS"].items() if name not in DATABASES}
    config["OPTIONS"] = options
    # DATABASE_URL has the path of a socket behind `?unix_socket=` or `?host=`.
    config["HOST"] = options.get("unix_socket") or options.get("host") or config["HOST"]
    arguments, variables = connection.client.settings_to_cmd_args_env(config, parameters)
    return [name, *arguments[1:]], {**os.environ, **(variables or {})}


def run(arguments, variables=None, output=None):
    """Run a program to its end; raise CommandError with its last words if it fails."""
    with tempfile.TemporaryFile() as errors:
        done = subprocess.run(  # noqa: S603
            arguments, env=variables, stdout=output, stderr=errors, check=False
        )
        if done.returncode:
            raise failed(arguments[0], errors)


@contextmanager
def feed(arguments, variables):
    """
    Start a program, and give its input to write to.

    The input ends with this process, even if that is killed: then the program stops as well.
    """
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(  # noqa: S603
            arguments,
            env=variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        try:
            yield process.stdin
        except (BrokenPipeError, CommandError):
            process.communicate()  # what it wrote says more than that it stopped reading
            if process.returncode:
                raise failed(arguments[0], errors) from None
            raise
        except BaseException:
            process.kill()
            process.communicate()
            raise
        process.communicate()
        if process.returncode:
            raise failed(arguments[0], errors)


def failed(name, errors):
    """Return the error that repeats what the program wrote."""
    errors.seek(0)
    text = errors.read().decode(errors="replace").strip()
    return CommandError(f"{name} failed: {text or 'it was stopped'}")
