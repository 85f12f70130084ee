"""Run the tests that prove a feature."""

import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

from django.conf import settings


def prove(features):
    """
    Run the proofs of these features in one pytest process, on a database of its own.

    Return a dictionary: feature to whether all of its proofs ran and passed.
    """
    cases = run({node for feature in features for node in feature.proofs})
    return {feature: all(passed(node, cases) for node in feature.proofs) for feature in features}


def run(nodes, *options):
    """Run pytest on these node ids, and return the `testcase` elements of its report."""
    with tempfile.TemporaryDirectory() as directory:
        report = Path(directory, "report.xml")
        pytest = ["-m", "pytest", "--ds=tests.settings", "-m", "", f"--junit-xml={report}"]
        pytest += ["-o", "junit_family=xunit1"]  # Its cases may have properties.
        # pytest-django puts this behind the name of the database: other tests may be running.
        alone = f"proof_{secrets.token_hex(4)}"
        python(*pytest, *options, *sorted(nodes), TOX_PARALLEL_ENV=alone)
        # Without a report, pytest itself could not start: nothing is proved.
        found = ElementTree.parse(report).iter("testcase") if report.exists() else []  # noqa: S314
        return list(found)


def python(*arguments, **variables):
    """Run Python in the directory of the project, and return what it printed, errors included."""
    child = subprocess.run(  # noqa: S603
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=os.environ | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
    )
    return child.stdout


def passed(node, cases):
    """Return whether the tests of a pytest node id are among the cases, and none failed."""
    path, _, name = node.partition("::")
    module = path.removesuffix(".py").replace("/", ".")
    own = [case for case in cases if f"{case.get('classname')}.".startswith(f"{module}.")]
    if name:
        own = [case for case in own if case.get("name").partition("[")[0] == name]
    return bool(own) and all(problem(case) is None for case in own)


def problem(case):
    """Return the element that says why a case failed or did not run, or None."""
    return next((element for element in case if element.tag != "properties"), None)
