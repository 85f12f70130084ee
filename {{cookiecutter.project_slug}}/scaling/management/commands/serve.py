import logging
import os
import threading
from tempfile import TemporaryDirectory

from django.conf import settings
from granian import Granian

from core.management.commands import serve
from scaling.draining import drain_file


class DrainedGranian(Granian):  # type: ignore[valid-type, misc]
    """A server that is taken out of service before it stops, so that no request is refused."""

    def signal_handler_interrupt(self, *args, **kwargs):
        """On the first SIGTERM, let /readyz say 503 for a while; on the second, stop at once."""
        stop = super().signal_handler_interrupt
        draining = drain_file()
        if draining.exists() or not settings.DRAIN_SECONDS:
            return stop()
        draining.touch()
        logging.getLogger("scaling.serve").info("Draining for %s seconds", settings.DRAIN_SECONDS)
        timer = threading.Timer(settings.DRAIN_SECONDS, stop)
        timer.daemon = True
        timer.start()


class Command(serve.Command):
    """Run granian with the settings of the site, and drain it before it stops."""

    server_class = DrainedGranian

    def handle(self, **options):
        with TemporaryDirectory(prefix="serve-") as private:  # Nobody else may drain the server.
            os.environ["DRAIN_DIRECTORY"] = private
            super().handle(**options)
