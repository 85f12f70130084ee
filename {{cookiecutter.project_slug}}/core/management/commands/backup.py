from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError
from django.template.defaultfilters import filesizeformat

from core.backups import backup


class Command(BaseCommand):
    """Put the whole database and all uploads into one file, while the site is running."""

    help = "Write the database and all uploads to one archive, and read it back to verify it."
    requires_system_checks = []  # what is wrong with the site is no reason to have no backup

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, help="new file, such as backups/site.tar")

    def handle(self, *, file, **options):
        path = file or backup.default_path()
        try:
            manifest = backup.make(path)
        except (OSError, DatabaseError) as error:
            raise CommandError(f"{path} was not written: {error}.") from error
        size = filesizeformat(path.stat().st_size).replace("\xa0", " ")
        uploads = sum(name.startswith("media/") for name in manifest["members"])
        rows = manifest["rows"]
        counted = f"{sum(rows.values())} rows in {len(rows)} tables, " if rows else ""
        self.stdout.write(
            f"{path}: {size}, {counted}{uploads} uploads. Read back: all of it is whole."
        )
