from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError

from core.backups.restore import restore


class Command(BaseCommand):
    """Put the database and the uploads back as they were when a backup was made."""

    help = "Replace the database and all uploads by those of an archive. Stop the site first."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="an archive that `manage.py backup` made")
        parser.add_argument(
            "--overwrite", action="store_true", help="replace tables and files that are there"
        )

    def handle(self, *, file, overwrite, **options):
        try:
            manifest = restore(file, overwrite=overwrite)
        except (OSError, DatabaseError) as error:
            raise CommandError(f"{file} was not restored: {error}.") from error
        self.stdout.write(
            f"Restored the backup of {manifest['made_at']}. Type: uv run manage.py migrate"
        )
