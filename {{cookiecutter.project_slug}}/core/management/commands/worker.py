from django.core.management import BaseCommand

from core.queue import worker


class Command(BaseCommand):
    """Run beside the site: as many of these as there is work."""

    help = "Do the tasks that wait in the database, and start those of the clock, until SIGTERM."

    def add_arguments(self, parser):
        parser.add_argument("--batch", action="store_true", help="stop when no task is waiting")

    def handle(self, *, batch, **options):
        worker.run(batch=batch)
