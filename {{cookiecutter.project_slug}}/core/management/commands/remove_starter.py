from pathlib import Path

from django.apps import apps

from core.apps import menu_apps
from core.commands import RemovalCommand


class Command(RemovalCommand):
    """Remove an app that the project began with."""

    help = "Remove an app with pages, and all that other files say about it."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        names = [app.name for app in menu_apps() if Path(app.path, "removal.py").is_file()]
        parser.add_argument("starter", choices=names)

    def handle(self, *, starter, dry_run, **options):
        tables = [model._meta.db_table for model in apps.get_app_config(starter).get_models()]
        self.remove([starter], dry_run)
        self.stdout.write(f"The database keeps its tables: {', '.join(tables)}.")
