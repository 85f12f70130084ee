"""Make a backup: collect, read back, and only then put it into the storage of backups."""

import fnmatch
import os
from contextlib import contextmanager
from datetime import UTC, datetime
from shutil import rmtree

from django.conf import settings
from django.core.files import File, locks
from django.core.files.storage import storages
from django.core.management import CommandError
from django.db import connection
from django.utils.text import slugify

from . import archive, databases, uploads

PREFIX = slugify(settings.SITE_NAME) or "site"


class Archive(File):
    """A file that a storage on the same disk renames, so that it is whole under its new name."""

    def temporary_file_path(self):
        """Return the path, as Django asks for it."""
        return self.name


def make_backup():
    """Put an archive of database and uploads into the storage; return name and uploads."""
    with work_directory() as work:
        path, count = work / "archive.tar.gz", collect(work)
        archive.verify(path)
        with open(path, "r+b") as file:
            os.fsync(file.fileno())
            name = f"{PREFIX}-{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}.tar.gz"
            return storages["backups"].save(name, Archive(file)), count


def collect(work):
    """
    Write the archive: the uploads, then the database, then the uploads that are new.

    So a file that a row of the database names is there, even if both were deleted meanwhile.
    """
    dump, _ = databases.engine()
    seen: dict = {}
    facts = {"engine": connection.display_name, "made_at": datetime.now(UTC).isoformat()}
    (work / "database").mkdir()
    with archive.create(work / "archive.tar.gz", **facts) as tar:
        uploads.add_new(tar, seen)
        uploads.add_new(tar, seen)  # The first may have taken hours, this one does not.
        dump(work / "database")
        uploads.add_new(tar, seen)
        tar.add(work / "database", "database")
    return len(seen)


def prune_backups():
    """Delete all but the newest BACKUP_KEEP backups of this site."""
    storage = storages["backups"]
    names = fnmatch.filter(storage.listdir("")[1], f"{PREFIX}-????-??-??T??????Z.tar.gz")
    for name in sorted(names)[: -settings.BACKUP_KEEP]:
        storage.delete(name)


@contextmanager
def work_directory():
    """Give an empty directory for this run; what a killed run left there is removed."""
    directory = settings.BACKUP_DIRECTORY
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    if directory.resolve().is_relative_to(uploads.root()):
        raise CommandError(f"{directory} is below MEDIA_ROOT: visitors read it.")
    with open(directory / ".lock", "wb") as lock:
        if not locks.lock(lock, locks.LOCK_EX | locks.LOCK_NB):
            raise CommandError("Another backup or restore is running. Wait until it has ended.")
        rmtree(directory / ".work", ignore_errors=True)
        (directory / ".work").mkdir(mode=0o700)
        try:
            yield directory / ".work"
        finally:
            rmtree(directory / ".work")
