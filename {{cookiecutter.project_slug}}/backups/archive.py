"""The archive: a tar file, compressed by gzip, which ends with a checksum of all of it."""

import gzip
import io
import json
import tarfile
import zlib
from contextlib import contextmanager

from django.core.management import CommandError

FORMAT = 2
BROKEN = (tarfile.TarError, zlib.error, gzip.BadGzipFile, EOFError)
DAMAGES = (*BROKEN, ValueError, LookupError, TypeError, AttributeError)  # also of the manifest


@contextmanager
def create(path, **manifest):
    """Give a new archive to add files to, which only its owner reads."""
    path.touch(mode=0o600)
    text = json.dumps({"format": FORMAT, **manifest}).encode()
    member = tarfile.TarInfo("manifest.json")
    member.size = len(text)
    # A file with two names is written twice: tarfile calls that `dereference`.
    with tarfile.open(path, "w:gz", compresslevel=1, dereference=True) as archive:
        archive.addfile(member, io.BytesIO(text))
        yield archive


def verify(path):
    """Read the archive to its end, and return its manifest; raise CommandError if it is broken."""
    try:
        with gzip.open(path) as file, tarfile.open(fileobj=file, mode="r|") as archive:
            manifest = json.load(archive.extractfile(archive.next()))  # type: ignore[arg-type]
            if manifest["format"] != FORMAT:
                raise ValueError(f"its format is {manifest['format']}, this site reads {FORMAT}")
            while file.read(2**20):
                pass  # At the end, the checksum is compared.
    except DAMAGES as error:
        text = f"{path} is not a whole archive of `manage.py backup`: {error}. Nothing was changed."
        raise CommandError(text) from error
    return manifest


def extract(path, folder, directory):
    """Write the files of a folder, `database` or `media`, below a directory and nowhere else."""
    with tarfile.open(path) as archive:
        members = (member for member in archive if member.name.startswith(f"{folder}/"))
        archive.extractall(directory, members, filter="data")
