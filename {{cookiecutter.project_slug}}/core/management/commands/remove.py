from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import BaseCommand, CommandError

from core import removal


class Command(BaseCommand):
    """Take parts out of this project; git can bring them back."""

    help = "Remove parts of this project, and the lines of other files that belong to them."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "names", nargs="+", metavar="NAME", help="name of a directory with a removal.py"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")

    def handle(self, *, names, dry_run, **options):
        project, names = Path(settings.BASE_DIR), list(dict.fromkeys(names))
        there = removal.parts(project)
        for name in names:
            if name not in there:
                raise CommandError(
                    f"{name!r} is not a part of this project: type one of {', '.join(there)}."
                )
        try:
            self.stdout.write("\n".join(removal.preview(project, names)))
            problem = removal.refusal(project, names)
        except ValueError as error:
            raise CommandError(error) from None
        if problem and not dry_run:
            raise CommandError(problem)
        if not dry_run:
            self.remove(project, names)

    def remove(self, project, names):
        notes = removal.notes(project, names)
        configs = [config for config in apps.get_app_configs() if config.name in names]
        tables = [model._meta.db_table for app in configs for model in app.get_models()]
        removal.remove(project, names)
        if tables:
            notes.append(f"The database keeps the tables {', '.join(tables)}.")
        for sentence in [*notes, "Removed. To see that the site is whole: uv run pytest -n auto"]:
            self.stdout.write(sentence)
