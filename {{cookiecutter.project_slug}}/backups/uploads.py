"""The uploaded files, in MEDIA_ROOT: add them to an archive, and replace them."""

import stat
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages

NO_UPLOADS = {".restore", "lost+found"}  # A restore works in the first, to rename on one disk.


def root():
    """Return the directory of the uploads, which may not exist."""
    return Path(settings.MEDIA_ROOT).resolve()


def other_storages():
    """Return the aliases of storages that are not MEDIA_ROOT, and so not in an archive."""
    found = {a: storages[a] for a in sorted(settings.STORAGES.keys() - {"backups", "staticfiles"})}
    disks = [a for a in found if isinstance(found[a], FileSystemStorage)]
    return [a for a in found if a not in disks or Path(found[a].path("")).resolve() != root()]


def files(directory=None):
    """Yield the paths of all files, and of links, which are not followed."""
    with suppress(FileNotFoundError):  # It was deleted meanwhile, or there are no uploads.
        for path in (directory or root()).iterdir():
            if path.is_symlink() or not path.is_dir():
                yield path
            elif path.name not in NO_UPLOADS:
                yield from files(path)


def add_new(archive, seen):
    """Add what is not in `seen`, path to version; of two files of a name, the later one counts."""
    for path in files():
        with suppress(FileNotFoundError):  # It was deleted meanwhile.
            status = path.lstat()
            version = status.st_ino, status.st_size, status.st_mtime_ns
            if stat.S_ISREG(status.st_mode) and seen.get(path) != version:
                with open(path, "rb") as file:
                    name = f"media/{path.relative_to(root()).as_posix()}"
                    archive.addfile(archive.gettarinfo(arcname=name, fileobj=file), file)
                seen[path] = version


def swap(new, old):
    """Put the files of a directory in the place of the uploads, and these into another."""
    for path in root().iterdir():
        if path.name not in NO_UPLOADS:
            path.rename(old / path.name)
    for path in new.iterdir():
        path.rename(root() / path.name)
