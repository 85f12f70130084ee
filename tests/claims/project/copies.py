"""A copy of this project, for tests that change its files."""

import os
import shutil
import subprocess
import sys

from django.conf import settings

# What lies beside the code: data, tools, and what is made anew.
LEFT_OUT = shutil.ignore_patterns(
    *[".env", ".git", ".hypothesis", ".venv", ".*_cache", "__pycache__", "*.sqlite3*"],
    *["archives", "learn", "media", "node_modules", "staticfiles"],
)


class Copy:
    """A copy of this project in another directory, with a database of its own."""

    def __init__(self, directory):
        self.path = shutil.copytree(settings.BASE_DIR, directory, ignore=LEFT_OUT)

    def run(self, *arguments):
        """Run Python there, and return the finished process."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.path,
            env=os.environ | {"DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "tests.settings"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def change(self, name, old, new):
        """Replace a text in a file."""
        path = self.path / name
        before = path.read_text("utf-8")
        assert old in before, name
        path.write_text(before.replace(old, new, 1), "utf-8", newline="\n")
