from django.core.management.commands import migrate

from scaling.locks import advisory_lock


class Command(migrate.Command):
    """Django's command, one at a time: each new machine may run it when it starts."""

    def handle(self, *args, **options):
        waiting = "Another migrate is running. Waiting for it ..."
        with advisory_lock("migrate", options["database"], lambda: self.stdout.write(waiting)):
            super().handle(*args, **options)
