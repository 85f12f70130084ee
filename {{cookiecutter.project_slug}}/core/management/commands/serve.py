from django.conf import settings
from django.core.management import BaseCommand
from granian import Granian
from granian.constants import Interfaces


class Command(BaseCommand):
    """Run granian with the settings of the site."""

    help = "Serve the site in production, with one process for each CPU, until SIGTERM."
    requires_system_checks = ()
    server_class = Granian

    def handle(self, **options):
        self.server_class(
            "config.asgi:application",
            address=settings.SERVER["host"],
            port=settings.SERVER["port"],
            interface=Interfaces.ASGINL,
            websockets=False,
            workers=settings.SERVER["workers"],
            respawn_failed_workers=True,
            respawn_interval=0,
            workers_kill_timeout=30,
            log_dictconfig=settings.LOGGING,
        ).serve()
