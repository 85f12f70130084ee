"""The tools of DEV_TOOLS are there for a developer who asks for them, and for nobody else."""

import os
import subprocess
import sys

import pytest
from django.apps import apps
from django.conf import settings

from core.dev_tools import is_watched, urls

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
    assert urls() == []
    assert not any("debug_toolbar" in name for name in [*apps.app_configs, *settings.MIDDLEWARE])


@pytest.mark.parametrize("path", ["/", "/nowhere/"])
def test_request_of_this_machine_to_a_server_is_watched(rf, path):
    assert is_watched(rf.get(path, **SERVED))
    assert not is_watched(rf.get(path, **SERVED, REMOTE_ADDR="203.0.113.9"))


def test_what_is_measured_is_not_watched(rf, monkeypatch):
    assert not is_watched(rf.get("/"))

    monkeypatch.setattr(apps.get_app_config("core"), "dev_tools", False)

    assert not is_watched(rf.get("/", **SERVED))
