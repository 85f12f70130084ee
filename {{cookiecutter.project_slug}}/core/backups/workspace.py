"""A directory to work in, which a killed run may leave behind and the next one clears."""

import os
import shutil
import stat
from contextlib import contextmanager

from django.core.files import locks
from django.core.management import CommandError


@contextmanager
def workspace(path):
    """
    Give an empty directory that only its owner reads, and remove it afterwards.

    Raises CommandError while another run works there. What a killed run left is removed.
    """
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    refuse_foreign(path)
    with open(path / "lock", "wb") as lock:
        if not locks.lock(lock, locks.LOCK_EX | locks.LOCK_NB):
            raise CommandError(
                f"{path} is in use by another backup or restore. Wait until that one has ended."
            )
        try:
            clear(path)
            yield path
        finally:
            shutil.rmtree(path)


def refuse_foreign(path):
    """Raise CommandError unless the directory is one that this user made for themselves."""
    status = path.lstat()
    owner = os.geteuid() if hasattr(os, "geteuid") else status.st_uid
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != owner:
        raise CommandError(f"{path} belongs to somebody else. Remove it, and try again.")
    path.chmod(0o700)


def clear(path):
    """Remove everything from the directory but the lock."""
    for child in path.iterdir():
        if child.is_dir() and not child.is_symlink():
            shutil.rmtree(child)
        elif child.name != "lock":
            child.unlink()
