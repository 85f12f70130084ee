"""The server that `demo` starts."""

import sys
import time
from contextlib import suppress

import pytest

from tests.reader import PATIENCE, Reader

MORE = """
from django.views.generic import TemplateView

urlpatterns.append(path("more/", TemplateView.as_view(template_name="404.html")))
"""


def test_demo_serves_what_a_developer_changes_and_survives_their_mistakes(bake, tmp_path):
    project = bake(starter="none", include_tour="no", include_operations="no")
    urls = project / "config" / "urls.py"
    right = urls.read_text("utf-8")
    developer = Reader(tmp_path, project)

    with developer.serves(f"{sys.executable} manage.py demo") as visitor:
        assert visitor.get("/").status == 200
        change(urls, right + "a mistake\n", lambda: "SyntaxError" in log(tmp_path))
        change(urls, right + MORE, lambda: visitor.get("/more/").status == 200)


def change(file, text, is_seen):
    """Save a file until the server has seen it, which misses what changes while it starts."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        file.write_text(text, "utf-8")
        for _ in range(100):
            time.sleep(0.2)
            with suppress(OSError):  # The server does not listen yet.
                if is_seen():
                    return
    pytest.fail(f"{file} has changed, and the server has not seen it")


def log(directory):
    """Return what the server has printed."""
    return (directory / "endless.log").read_text("utf-8")
