import difflib
import shutil
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from tour.changes import uncommitted
from tour.removal import LINES, edits, remove


class Command(BaseCommand):
    """Remove the tour; what it shows stays."""

    help = "Remove the tour without a trace; the features that it shows stay."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what would change, only")

    def handle(self, *, dry_run, **options):
        project = Path(settings.BASE_DIR)
        for path, text in edits(project).items():
            self.show(path.relative_to(project).as_posix(), path.read_text("utf-8"), text)
        self.stdout.write("delete tour/")
        if dry_run:
            return
        self.refuse_what_git_cannot_bring_back()
        remove(project)
        self.stdout.write("The tour is gone. To see that the site is whole: uv run pytest")

    def show(self, name, before, after):
        """Print what changes in a file."""
        lines = difflib.unified_diff(before.splitlines(), after.splitlines(), name, name, n=0)
        self.stdout.write("\n".join(line.rstrip("\n") for line in lines))

    def refuse_what_git_cannot_bring_back(self):
        """Raise CommandError if the removal could lose work."""
        if not shutil.which("git"):
            raise CommandError("git is not installed, and nothing else could undo the removal.")
        try:
            changed = uncommitted(["tour", *LINES])
        except LookupError as problem:
            raise CommandError(
                "This is no git repository, so the removal could not be undone. "
                'Type: git init && git add -A && git commit -m "Start"'
            ) from problem
        if changed:
            raise CommandError(
                f"Changes are not committed in {', '.join(changed)}: commit or stash them first."
            )
