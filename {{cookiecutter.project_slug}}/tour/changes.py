"""What git knows about this project."""

import subprocess

from django.conf import settings


def uncommitted(names):
    """Return the changed files below these names; LookupError where there is no repository."""
    command = ["git", "status", "--porcelain", "--untracked-files=all", "--", *names]
    git = subprocess.run(  # noqa: S603
        command, cwd=settings.BASE_DIR, capture_output=True, check=False, encoding="utf-8"
    )
    if git.returncode:
        raise LookupError(git.stderr.strip())
    return [line[3:] for line in git.stdout.splitlines()]
