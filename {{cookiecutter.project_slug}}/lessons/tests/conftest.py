import shutil

import pytest

from lessons import cli
from lessons.progress import Progress
from lessons.track import find


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Return a directory in place of learn/, so that no test touches what somebody wrote."""
    monkeypatch.setenv("LEARN_HOME", str(tmp_path / "learn"))
    monkeypatch.setenv("LEARN_NAME", "Ada")
    return tmp_path / "learn"


@pytest.fixture
def exercise():
    """Return the exercise that the tests of the runner try."""
    return find("orm2")


@pytest.fixture
def work(home, exercise):
    """Return the learner's directory of the exercise, as at the start."""
    Progress().begin(exercise)
    return home / exercise.name


@pytest.fixture
def solutions(exercise):
    """Skip where there are no solutions."""
    if not exercise.has_solution:
        pytest.skip("This is an exam.")


@pytest.fixture
def solved(work, exercise, solutions):
    """Put the solution into the learner's directory, and return it."""
    shutil.copytree(exercise.directory / "solution", work, dirs_exist_ok=True)
    return work


@pytest.fixture
def learn(capsys):
    """Return a function that runs a command: (status, what it printed)."""

    def run(*arguments):
        status = cli.main(arguments)
        return status, capsys.readouterr().out

    return run
