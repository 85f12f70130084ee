"""What pytest needs to know when it runs the checks of an exercise, and in no other run."""

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from .limits import limit
from .track import PROJECT

DIRECTORY = Path(os.environ["LEARN_DIRECTORY"])
REPORT = Path(os.environ.pop("LEARN_REPORT"))  # not a learner's business

limit()

found: dict[str, dict] = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Note what each check found; a check that was skipped has not passed."""
    report = yield
    entry = found.setdefault(item.nodeid, {"name": words(item.name), "passed": True})
    if not report.passed and entry["passed"]:
        entry.update(passed=False, **described(call.excinfo))
    return report


def pytest_collectreport(report):
    """Note that the files of the learner cannot be imported."""
    if report.failed:
        excinfo = getattr(report, "excinfo", None)
        found[report.nodeid] = {"name": "your files can be imported", "passed": False}
        found[report.nodeid] |= described(excinfo) if excinfo else {"message": report.longreprtext}


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    """Keep the exception of a failed import for the report."""
    report = yield
    if call := getattr(report, "call", None):
        report.excinfo = call.excinfo
    return report


def pytest_sessionfinish():
    """Write what was found, all at once."""
    REPORT.write_text(json.dumps(list(found.values())), encoding="utf-8")


def words(name):
    """Return the name of a check as words, with its parameter in brackets."""
    text, _, parameter = name.removeprefix("check_").partition("[")
    return text.replace("_", " ") + (f" ({parameter.removesuffix(']')})" if parameter else "")


def described(excinfo):
    """Return what to tell the learner about an exception, and which of their lines it is from."""
    error = excinfo.value.__cause__ or excinfo.value
    error = excinfo.value if isinstance(excinfo.value, AssertionError) else error
    text = str(error.msg if isinstance(error, SyntaxError) else error) or type(error).__name__
    if isinstance(error, AssertionError):
        text = text.partition("\nassert ")[0]
    elif not isinstance(error, pytest.fail.Exception):
        text = f"{type(error).__name__}: {text}"
    return {"message": text.strip(), "place": place(error)}


def place(error):
    """Return the last of the learner's lines on the way to an exception, or an empty text."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{Path(error.filename).name}:{error.lineno}"
    traceback, last = error.__traceback__, ""
    while traceback:
        file = Path(traceback.tb_frame.f_code.co_filename)
        if file.is_relative_to(DIRECTORY):
            last = f"{file.relative_to(DIRECTORY).as_posix()}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return last


@pytest.fixture
def word():
    """Return a word that nobody can know beforehand."""
    return secrets.token_hex(4)


@pytest.fixture
def make_user(db):
    """Return a function that saves somebody with this name."""
    from django.contrib.auth import get_user_model  # The settings are read after this module.

    def make(name, **fields):
        email = f"{name.split()[0].lower()}@example.com"
        return get_user_model().objects.create_user(email=email, name=name, **fields)

    return make


@pytest.fixture
def manage():
    """Return a function that runs a command of manage.py: (status, what it printed)."""

    def run(*arguments, timeout_seconds=40):
        done = subprocess.run(  # noqa: S603
            [sys.executable, "manage.py", *arguments],
            cwd=PROJECT,
            capture_output=True,
            check=False,
            encoding="utf-8",
            timeout=timeout_seconds,
        )
        return done.returncode, done.stdout + done.stderr

    return run
