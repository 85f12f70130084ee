"""
What the makers of this template keep true of the projects that it bakes.

The tests in `project/` see a project from within, and need Django: they are copied into it and
run there. None of them is in a project, whose owner may change all of this.
"""

import shutil
from pathlib import Path

import pytest

from tests.commands import run

CLAIMS = Path(__file__).parent / "project"


def check_claims(project, *options):
    """Run the tests of `project/` in a project."""
    target = project / "tests" / "claims"
    shutil.copytree(CLAIMS, target)
    run(project, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", *options, str(target))


def test_claims_hold_in_the_whole_project(bake):
    check_claims(bake(), "-m", "")  # the slow ones too


@pytest.mark.parametrize(
    "answers",
    [
        {"starter": "blog", "include_tour": False},
        {"starter": "social", "include_operations": False},
        {"starter": "none", "include_tour": False, "include_operations": False},
    ],
    ids=lambda answers: answers["starter"],
)
def test_claims_hold_where_something_was_left_out(bake, answers):
    check_claims(bake(**answers))
