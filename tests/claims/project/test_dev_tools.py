"""The tools of DEV_TOOLS are there for a developer who asks for them, and for nobody else."""

import os
import subprocess
import sys

import pytest
from django.apps import apps
from django.conf import settings

SERVED = {"SERVER_SOFTWARE": "WSGIServer/0.2"}
PRINT = "from config.settings import INSTALLED_APPS as apps; print('debug_toolbar' in apps)"


@pytest.mark.parametrize(
    ("debug", "tools", "there"), [("on", "on", True), ("on", "", False), ("off", "on", False)]
)
def test_tools_are_there_in_development_where_they_are_asked_for(debug, tools, there):
    variables = {"DEBUG": debug, "DEV_TOOLS": tools, "SECRET_KEY": settings.SECRET_KEY}

    result = subprocess.run(
        [sys.executable, "-c", PRINT],
        cwd=settings.BASE_DIR,
        env=os.environ | variables,
        capture_output=True,
        text=True,
    )

    assert result.stdout == f"{there}\n", result.stderr


def test_tests_have_no_tools():
    assert not any("debug_toolbar" in name for name in [*apps.app_configs, *settings.MIDDLEWARE])
