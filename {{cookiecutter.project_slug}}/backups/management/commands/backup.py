from django.core.files.storage import storages
from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError
from django.template.defaultfilters import filesizeformat

from backups.backup import make_backup, prune_backups
from backups.uploads import other_storages


class Command(BaseCommand):
    """Put the whole database and all uploads into one file, while the site is running."""

    help = "Write the database and all uploads to one archive, and read it back to verify it."
    requires_system_checks = []  # what is wrong with the site is no reason to have no backup

    def add_arguments(self, parser):
        parser.add_argument("--prune", action="store_true", help="delete all but BACKUP_KEEP")

    def handle(self, *, prune, **options):
        try:
            name, count = make_backup()
            if prune:
                prune_backups()
        except (OSError, DatabaseError) as error:
            raise CommandError(f"The backup was not made: {error}.") from error
        size = filesizeformat(storages["backups"].size(name)).replace("\xa0", " ")
        self.stdout.write(f"{name}: {size}, {count} uploads. Read back: all of it is whole.")
        for alias in other_storages():
            self.stdout.write(f"Not in it: the storage {alias!r}, which is not in MEDIA_ROOT.")
