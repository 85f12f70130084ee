"""Make a backup: collect, read back, and only then give it its name."""

import os
from datetime import UTC, datetime
from pathlib import Path

import django
from django.conf import settings
from django.core.management import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.text import slugify

from core.backups import archive, engines, media
from core.backups.workspace import workspace


def default_path():
    """Return the path of a backup that is made now."""
    name = slugify(settings.SITE_NAME) or "site"
    return Path(settings.BASE_DIR, "backups", f"{name}-{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}.tar")


def make(path):
    """
    Write an archive of the database and the uploads, and return its manifest.

    Under its name there is a verified archive or nothing, whenever this is killed.
    """
    path = path.absolute()
    refuse(path)
    with workspace(path.parent / ".backup") as work:
        collect(work)
        with archive.opened(work / "archive.tar") as verified:
            manifest = verified.manifest
        # A second backup of this name would have waited for the workspace.
        refuse(path)
        (work / "archive.tar").rename(path)
        sync(path.parent)
    return manifest


def refuse(path):
    """Raise CommandError where an archive must not be."""
    if path.is_symlink() or path.exists():
        raise CommandError(f"{path} exists already. Name another file.")
    if path.resolve().is_relative_to(media.root()):
        raise CommandError(f"{path} is below MEDIA_ROOT, which visitors read. Name another file.")


def collect(work):
    """
    Write the archive: the uploads, then the database, then the uploads that are new.

    So a file that a row of the database names is there, even if both were deleted meanwhile.
    """
    engine = engines.current()
    seen: dict[Path, tuple] = {}
    database = work / "database"
    database.mkdir()
    with archive.Writer(work / "archive.tar") as writer:
        media.add_new(writer, seen)
        media.add_new(writer, seen)  # the first may have taken hours, this one does not
        rows = engine.dump(database)
        media.add_new(writer, seen)
        engine.check(database)
        for path in sorted(database.iterdir()):
            with open(path, "rb") as file:
                writer.add(f"database/{path.name}", file)
        writer.finish(facts(rows))


def facts(rows):
    """Return what the manifest says about the site, beside the members of the archive."""
    migrations = MigrationRecorder(connection).applied_migrations()
    return {
        "engine": connection.display_name,
        "engine_version": connection.get_database_version(),
        "django_version": django.get_version(),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "migrations": sorted(f"{app}.{name}" for app, name in migrations),
        "rows": rows,
    }


def sync(directory):
    """Wait until the disk has the new name; Windows cannot be asked to."""
    if os.name == "posix":
        descriptor = os.open(directory, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)
