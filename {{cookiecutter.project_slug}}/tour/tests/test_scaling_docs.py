"""The page about scaling shows what its simulation prints."""

import subprocess
import sys
from pathlib import Path

from django.conf import settings


def test_table_is_that_of_the_simulation():
    done = subprocess.run(
        [sys.executable, "tour/docs/scaling.py"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    page = Path(settings.BASE_DIR, "tour/docs/scaling.md").read_text(encoding="utf-8")

    assert done.stdout.strip() in page
