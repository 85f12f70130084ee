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
    nodes = sorted({node for feature in features for node in feature.proofs})
    with tempfile.TemporaryDirectory() as directory:
        report = Path(directory, "report.xml")
        command = [sys.executable, "-m", "pytest", "--ds=tests.settings", "-m", "", *nodes]
        command.append(f"--junit-xml={report}")
        # pytest-django puts this behind the name of the database: other tests may be running.
        alone = os.environ | {"TOX_PARALLEL_ENV": f"proof_{secrets.token_hex(4)}"}
        subprocess.run(  # noqa: S603
            command, cwd=settings.BASE_DIR, env=alone, capture_output=True, check=False
        )
        # Without a report, pytest itself could not start: nothing is proved.
        found = ElementTree.parse(report).iter("testcase") if report.exists() else []  # noqa: S314
        cases = list(found)
    return {feature: all(passed(node, cases) for node in feature.proofs) for feature in features}


def passed(node, cases):
    """Return whether the tests of a pytest node id are among the cases, and none failed."""
    path, _, name = node.partition("::")
    module = path.removesuffix(".py").replace("/", ".")
    own = [case for case in cases if f"{case.get('classname')}.".startswith(f"{module}.")]
    if name:
        own = [case for case in own if case.get("name").partition("[")[0] == name]
    # A case that failed, or did not run, has an element inside that says so.
    return bool(own) and not any(len(case) for case in own)
