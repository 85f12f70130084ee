import os
import subprocess
import sys

import pytest
from django.conf import settings


@pytest.mark.parametrize(
    ("debug", "immediate", "backend"),
    [
        ("on", "", "ImmediateBackend"),
        ("off", "", "DatabaseBackend"),
        ("on", "off", "DatabaseBackend"),
        ("off", "on", "ImmediateBackend"),
    ],
)
def test_tasks_wait_in_the_database_unless_in_development_or_told_otherwise(
    debug, immediate, backend
):
    command = [sys.executable, "-c", "from config.settings import TASKS; print(TASKS)"]
    variables = {"DEBUG": debug, "TASKS_IMMEDIATE": immediate, "SECRET_KEY": settings.SECRET_KEY}

    result = subprocess.run(
        command, cwd=settings.BASE_DIR, env=os.environ | variables, capture_output=True, text=True
    )

    assert f".{backend}'" in result.stdout, result.stderr
