"""
The archive: a tar file whose last members are a manifest and the manifest's SHA-256.

So an archive that was cut short has no manifest, and any tool can look into it: `tar -tf`.
"""

import hashlib
import io
import json
import os
import tarfile
import time
from functools import partial

from django.core.management import CommandError

FORMAT = 1
MANIFEST, DIGEST = "manifest.json", "manifest.json.sha256"

# What a broken or forged archive makes tarfile, json or the comparison raise.
NOT_WHOLE = (tarfile.TarError, ValueError, KeyError, TypeError, AttributeError, EOFError)


class Writer:
    """Write an archive that only its owner reads. Use it as a context manager."""

    def __init__(self, path):
        self.file = open(path, "xb", opener=partial(os.open, mode=0o600))
        self.tar = tarfile.open(fileobj=self.file, mode="w", format=tarfile.PAX_FORMAT)
        self.members = {}

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        self.file.close()

    def add(self, name, file):
        """
        Add an open file, and return its status as it was before it was read.

        A file of the same name that was added before counts no more.
        """
        status = os.fstat(file.fileno())
        hashed = HashedReader(file)
        self.tar.addfile(header(name, status.st_size, status.st_mtime, status.st_mode), hashed)
        self.members[name] = {"size": status.st_size, "sha256": hashed.sha256.hexdigest()}
        return status

    def finish(self, facts):
        """Add the manifest, and wait until the disk has everything."""
        manifest = {"format": FORMAT, **facts, "members": self.members}
        text = json.dumps(manifest, indent=1).encode()
        self.add_text(MANIFEST, text)
        self.add_text(DIGEST, f"{hashlib.sha256(text).hexdigest()}  {MANIFEST}\n".encode())
        self.tar.close()
        self.file.flush()
        os.fsync(self.file.fileno())

    def add_text(self, name, text):
        """Add a member of these bytes."""
        self.tar.addfile(header(name, len(text), time.time()), io.BytesIO(text))


class HashedReader:
    """A file that adds to a SHA-256 what is read from it."""

    def __init__(self, file):
        self.file, self.sha256 = file, hashlib.sha256()

    def read(self, size=-1, /):
        """Return at most so many bytes."""
        data = self.file.read(size)
        self.sha256.update(data)
        return data


def header(name, size, modified_at, mode=0o600):
    """Return the header of a member: without the names of this machine's users."""
    member = tarfile.TarInfo(name)
    member.size, member.mtime, member.mode = size, int(modified_at), mode & 0o777
    return member


class Archive:
    """An archive to read from. Use it as a context manager."""

    def __init__(self, path):
        self.tar = tarfile.open(path, "r:")

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        self.tar.close()

    def verify(self):
        """Compare every byte with the manifest; raise one of NOT_WHOLE where they differ."""
        # Of two members with one name, the later counts, as it does for other tar programs.
        self.members = {member.name: member for member in self.tar}
        text, digest = (self.text(name) for name in (MANIFEST, DIGEST))
        if digest.split()[0].decode() != hashlib.sha256(text).hexdigest():
            raise ValueError(f"{MANIFEST} was altered")
        self.digest, self.manifest = digest, json.loads(text)
        if self.manifest["format"] > FORMAT:
            return  # the caller refuses it: what else is in it is not known here
        if set(self.members) != {*self.manifest["members"], MANIFEST, DIGEST}:
            raise ValueError("its members are not those of its manifest")
        for name, facts in self.manifest["members"].items():
            self.verify_member(self.members[name], facts)

    def text(self, name):
        """Return the bytes of a small member."""
        if name not in self.members:
            raise ValueError(f"it ends before {name}")
        return self.open(self.members[name]).read()

    def open(self, member):
        """Return the member as a file to read; raise ValueError unless it is a plain file."""
        if member.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) or member.issparse():
            raise ValueError(f"{member.name} is not a plain file")
        return self.tar.extractfile(member)

    def verify_member(self, member, facts):
        """Raise ValueError unless name, kind, size and content are as they should be."""
        if not is_safe(member.name):
            raise ValueError(f"{member.name!r} does not name a file of a backup")
        file = self.open(member)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        if member.size != facts["size"] or digest != facts["sha256"]:
            raise ValueError(f"{member.name} was altered")

    def extract(self, folder, directory):
        """Write the members of a folder, `database` or `media`, below the directory."""
        for name in self.manifest["members"]:
            if name.startswith(f"{folder}/"):
                self.tar.extract(self.members[name], directory, filter="data")


def is_safe(name):
    """Return whether the name is one of a file below database/ or media/, and nowhere else."""
    folder, *parts = name.split("/")
    unsafe = {"", ".", "..", ".restore"}.intersection(parts)
    return folder in {"database", "media"} and parts and not unsafe


def opened(path):
    """Return the archive, verified; raise CommandError where it is not whole."""
    try:
        archive = Archive(path)
    except tarfile.TarError as error:
        raise not_whole(path, error) from error
    try:
        archive.verify()
    except BaseException as error:
        archive.tar.close()
        if isinstance(error, NOT_WHOLE):
            raise not_whole(path, error) from error
        raise
    return archive


def not_whole(path, error):
    """Return the error that says why this is not an archive to restore from."""
    return CommandError(
        f"{path} is not a whole archive of `manage.py backup`: {error}. "
        "Nothing was changed. Take another archive."
    )
