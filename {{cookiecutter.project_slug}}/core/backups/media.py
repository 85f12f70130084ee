"""The uploaded files, in MEDIA_ROOT: add them to an archive, and replace them."""

import os
import stat
from pathlib import Path

from django.conf import settings

# The first is where a restore works, the second belongs to some file systems.
NOT_MEDIA = {".restore", "lost+found"}


def root():
    """Return the directory of the uploads, which need not exist."""
    return Path(settings.MEDIA_ROOT).resolve()


def work():
    """Return where a restore puts files first: on the disk of the uploads, to rename them."""
    return root() / ".restore"


def files():
    """Return the paths of all plain files: symbolic links are neither followed nor returned."""
    for directory, folders, names in os.walk(root(), onerror=raise_unless_gone):
        if Path(directory) == root():
            folders[:] = set(folders) - NOT_MEDIA
        yield from (path for name in sorted(names) if is_file(path := Path(directory, name)))


def raise_unless_gone(error):
    """Raise the error of a directory that cannot be read; pass over one that was deleted."""
    if not isinstance(error, FileNotFoundError):
        raise error


def is_file(path):
    """Return whether this is a plain file: no link, no directory, and not gone."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return False


def add_new(writer, seen):
    """
    Add the files that are not `seen`, a dictionary from path to version, and put them there.

    A file that was written to since then is new. One that is deleted meanwhile is passed over.
    """
    for path in files():
        try:
            if seen.get(path) == version(path.lstat()):
                continue
            with open(path, "rb", opener=without_following) as file:
                name = f"media/{path.relative_to(root()).as_posix()}"
                seen[path] = version(writer.add(name, file))
        except FileNotFoundError:
            continue


def version(status):
    """Return what differs when a file has been written to or replaced."""
    return status.st_ino, status.st_size, status.st_mtime_ns


def without_following(path, flags):
    """Open a file, and not what a symbolic link of that name points at."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0))


def swap(directory):
    """
    Put the extracted files in the place of those that are there.

    What was there is kept in the directory until all is done. Each rename is atomic.
    """
    new, old = directory / "media", directory / "old"
    for path in (new, old):
        path.mkdir(exist_ok=True)
    for path in root().iterdir():
        if path.name not in NOT_MEDIA:
            path.rename(old / path.name)
    for path in new.iterdir():
        path.rename(root() / path.name)
