"""Restore a backup: verify all of it, prepare all of it, and only then replace."""

from django.core.management import CommandError
from django.db import connection

from core.backups import archive, engines, media
from core.backups.workspace import workspace

STARTED = "started"


def restore(path, *, overwrite):
    """
    Replace the database and the uploads by those of the archive, and return its manifest.

    Raises CommandError, and changes nothing, unless the archive is whole and of this engine,
    and the site is empty or `overwrite` is true.
    """
    path = path.absolute()
    engine = engines.current()
    with archive.opened(path) as source:
        refuse(path, source.manifest)
        if not overwrite and not was_started(source):
            refuse_to_overwrite()
        with workspace(path.parent / ".backup") as work, workspace(media.work()) as new_media:
            source.extract("database", work)
            engine.check(work / "database")
            source.extract("media", new_media)
            (new_media / STARTED).write_bytes(source.digest)
            engine.load(work / "database")
            media.swap(new_media)
        return source.manifest


def refuse(path, manifest):
    """Raise CommandError if this site cannot hold what is in the archive."""
    if manifest["format"] > archive.FORMAT:
        raise CommandError(
            f"{path} has the format {manifest['format']}, and this site reads {archive.FORMAT}. "
            "Update the site first."
        )
    if manifest["engine"] != connection.display_name:
        raise CommandError(
            f"{path} holds a database of {manifest['engine']}, and this site uses "
            f"{connection.display_name}. Set DATABASE_URL to one of {manifest['engine']}."
        )


def was_started(source):
    """Return whether a restore of this archive was killed: its work is to be finished."""
    try:
        return (media.work() / STARTED).read_bytes() == source.digest
    except FileNotFoundError:
        return False


def refuse_to_overwrite():
    """Raise CommandError if there is something to lose."""
    advice = "To replace what is there by the backup, add --overwrite"
    if tables := connection.introspection.table_names():
        raise CommandError(f"The database has {len(tables)} tables. {advice}")
    if any(media.files()):
        raise CommandError(f"{media.root()} has files. {advice}")
