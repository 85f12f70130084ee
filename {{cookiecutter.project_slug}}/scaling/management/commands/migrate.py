from django.core.management.commands import migrate

from scaling.locks import advisory_lock


class Command(migrate.Command):
    """Django's command, one at a time: each new machine may run it when it starts."""

    def handle(self, *args, **options):
        with advisory_lock("migrate", options["database"], self.print_that_it_waits):
            super().handle(*args, **options)

    def print_that_it_waits(self):
        """Print why nothing happens."""
        self.stdout.write("Another migrate is running. Waiting for it ...")
