import sqlite3
from pathlib import Path
from shutil import copyfileobj, rmtree
from tarfile import TarError

from django.core.files.storage import storages
from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError, connection

from backups import archive, databases, uploads
from backups.backup import work_directory


class Command(BaseCommand):
    """Put the database and the uploads back as they were when a backup was made."""

    help = "Replace the database and all uploads by those of an archive. Stop the site first."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("backup", help="a name in the storage of backups, or the path of one")
        parser.add_argument("--overwrite", action="store_true", help="replace what is there")

    def handle(self, *, backup, overwrite, **options):
        try:
            with work_directory() as work:
                path = local_path(backup, work)
                manifest = archive.verify(path)
                refuse(backup, manifest, overwrite)
                replace(path, work)
        except (OSError, DatabaseError, TarError, sqlite3.Error) as error:
            raise CommandError(f"{backup} was not restored: {error}.") from error
        self.stdout.write(f"Restored the backup of {manifest['made_at']}. Type: manage.py migrate")


def local_path(backup, work):
    """Return the path of an archive, downloaded to the directory unless it is on this machine."""
    storage, path = storages["backups"], Path(backup)
    if not path.exists() and backup in storage.listdir("")[1]:
        path = work / "archive.tar.gz"
        with storage.open(backup) as source, open(path, "xb") as target:
            copyfileobj(source, target)
    return path


def refuse(backup, manifest, overwrite):
    """Raise CommandError if the engine is another one, or if there is something to lose."""
    if (engine := manifest["engine"]) != (own := connection.display_name):
        text = f"{backup} holds a database of {engine}, and this site uses {own}."
        raise CommandError(f"{text} Set DATABASE_URL to one of {engine}.")
    advice = "To replace what is there by the backup, add --overwrite"
    if not overwrite and (tables := connection.introspection.table_names()):
        raise CommandError(f"The database has {len(tables)} tables. {advice}")
    if not overwrite and any(uploads.files()):
        raise CommandError(f"{uploads.root()} has files. {advice}")


def replace(path, work):
    """Replace the database, and in the next moment the uploads, which were extracted before."""
    _, load = databases.engine()
    media = uploads.root() / ".restore"
    rmtree(media, ignore_errors=True)  # A killed restore may have left it.
    try:
        for directory in (media / "media", media / "old"):
            directory.mkdir(parents=True)
        archive.extract(path, "database", work)
        archive.extract(path, "media", media)
        load(work / "database")
    except BaseException:
        rmtree(media)
        raise
    uploads.swap(media / "media", media / "old")
    rmtree(media)
