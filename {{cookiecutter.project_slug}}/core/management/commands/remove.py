import difflib

from django.apps import apps
from django.conf import settings
from django.core.management import BaseCommand, CommandError

from core import removal


class Command(BaseCommand):
    """Take parts out of this project; git can bring them back."""

    help = "Remove parts of this project, and the lines of other files that belong to them."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("names", nargs="+", metavar="NAME", help="directory with a removal.py")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")

    def handle(self, *, names, dry_run, **options):
        project, parts = settings.BASE_DIR, removal.parts(settings.BASE_DIR)
        if unknown := [name for name in names if name not in parts]:
            known = ", ".join(parts)
            raise CommandError(
                f"{unknown[0]!r} is not a part of this project: type one of {known}."
            )
        try:
            self.show(project, *removal.plan(project, names))
            problem = removal.refusal(project, names)
        except ValueError as error:
            raise CommandError(error) from None
        if dry_run:
            return
        if problem:
            raise CommandError(problem)
        removal.remove(project, names)
        left = [path for name in names for path in parts[name].get("LEAVES", [])]
        models = [model for model in apps.get_models() if model._meta.app_config.name in names]
        if left := [path for path in left if (project / path).is_dir()]:
            self.stdout.write(f"Your own work stays: {', '.join(left)}.")
        if tables := [model._meta.db_table for model in models]:
            self.stdout.write(f"The database keeps the tables {', '.join(tables)}.")
        self.stdout.write("Removed. To see that the site is whole: uv run pytest -n auto")

    def show(self, project, changed, going):
        """Print the lines that go as a diff, and the paths that are deleted."""
        for path, text in changed.items():
            before, name = path.read_text("utf-8"), path.relative_to(project).as_posix()
            pair = before.splitlines(), text.splitlines()
            self.stdout.writelines(difflib.unified_diff(*pair, name, name, n=0, lineterm=""))
        for path in going:
            self.stdout.write(f"delete {path.relative_to(project).as_posix()}")
