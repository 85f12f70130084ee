import logging
import os
import threading

from django.conf import settings
from django.core.management import BaseCommand
from granian import Granian
from granian.constants import Interfaces

from core.health import drain_file

logger = logging.getLogger("core.serve")


class DrainedGranian(Granian):  # type: ignore[valid-type, misc]
    """A server that is taken out of service before it stops, so that no request is refused."""

    def signal_handler_interrupt(self, *args, **kwargs):
        """On the first SIGTERM, let /readyz say 503 for a while; on the second, stop at once."""
        stop = super().signal_handler_interrupt
        draining = drain_file(os.getpid())
        if draining.exists() or not settings.SERVER["drain_seconds"]:
            return stop()
        draining.touch()
        logger.info("Draining for %s seconds", settings.SERVER["drain_seconds"])
        timer = threading.Timer(settings.SERVER["drain_seconds"], stop)
        timer.daemon = True
        timer.start()


class Command(BaseCommand):
    """Run granian with the settings of the site."""

    help = "Serve the site in production, with one process for each CPU, until SIGTERM."
    requires_system_checks = ()

    def handle(self, **options):
        server = settings.SERVER
        draining = drain_file(os.getpid())
        draining.unlink(missing_ok=True)  # An earlier process may have had this number.
        try:
            DrainedGranian(
                "config.wsgi:application",
                address=server["host"],
                port=server["port"],
                interface=Interfaces.WSGI,
                websockets=False,
                workers=server["workers"],
                blocking_threads=server["threads"],
                respawn_failed_workers=True,
                respawn_interval=0,
                workers_kill_timeout=30,
                log_dictconfig=settings.LOGGING,
            ).serve()
        finally:
            draining.unlink(missing_ok=True)
