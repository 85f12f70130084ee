from pathlib import Path

from django.conf import settings

from core.commands import RemovalCommand


class Command(RemovalCommand):
    """Remove the tour; what it shows stays."""

    help = "Remove tour and lessons without a trace; the features that they show stay."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--keep-lessons", action="store_true", help="remove the tour alone")

    def handle(self, *, keep_lessons, dry_run, **options):
        names = ["tour"] if keep_lessons else ["lessons", "tour"]
        there = [name for name in names if Path(settings.BASE_DIR, name).is_dir()]
        self.remove(there, dry_run)
