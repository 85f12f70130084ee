from django.core.management.commands import migrate

from core.locks import only_one


class Command(migrate.Command):
    """Django's command, one at a time: each new machine may run it when it starts."""

    def handle(self, *args, **options):
        with only_one("migrate", options["database"], self.say_that_it_waits):
            super().handle(*args, **options)

    def say_that_it_waits(self):
        """Print why nothing happens."""
        self.stdout.write("Another migrate is running. Waiting for it ...")
