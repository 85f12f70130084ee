"""Run a program that may hang, and end it together with all that it started."""

import os
import signal
import subprocess
import sys
from contextlib import suppress

if sys.platform == "win32":
    OWN_GROUP = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
else:
    OWN_GROUP = {"start_new_session": True}


def run_until(timeout_seconds, command, **options):
    """
    Return the status of a program; None if it was not done in time, and was ended.

    What it started in the background ends with it. Where its output goes is up to `options`:
    a file, since a pipe that nobody reads would stop it.
    """
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, **OWN_GROUP, **options) as process:  # type: ignore[call-overload]  # noqa: S603
        try:
            return process.wait(timeout_seconds)
        except subprocess.TimeoutExpired:
            return None
        finally:
            end(process)


def end(process):
    """End a process and its children, whether or not it is done itself."""
    if sys.platform == "win32":
        tree = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
        subprocess.run(tree, capture_output=True, check=False)  # noqa: S603
    else:
        with suppress(ProcessLookupError, PermissionError):  # nobody is left
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
