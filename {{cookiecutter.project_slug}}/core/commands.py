from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from .removal import leftovers, preview, refusal, remove


class RemovalCommand(BaseCommand):
    """Take parts out of this project; git can bring them back."""

    def add_arguments(self, parser):
        """Add --dry-run."""
        parser.add_argument("--dry-run", action="store_true", help="say what would change, only")

    def remove(self, names, dry_run):
        """Print what changes, and change it; CommandError where git could not undo that."""
        project = Path(settings.BASE_DIR)
        self.stdout.write("\n".join(preview(project, names)))
        if dry_run:
            return
        if reason := refusal(project, names):
            raise CommandError(reason)
        left = leftovers(project, names)
        remove(project, names)
        for sentence in left:
            self.stdout.write(sentence)
        self.stdout.write("All of it is gone. To see that the site is whole: uv run pytest -n auto")
