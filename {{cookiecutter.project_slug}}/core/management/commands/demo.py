import os
import socket
from argparse import ArgumentTypeError

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.urls import reverse
from django.utils.autoreload import DJANGO_AUTORELOAD_ENV

from core.demo import PASSWORD, fill_all, load_all, users

MAX_ROWS = 10_000_000  # about 12 GB


class Command(BaseCommand):
    """Show the site with believable content: migrate, load demo data, serve."""

    help = "Migrate, load demo users and content, print where to sign in, and serve the site."
    requires_system_checks = []  # runserver does them

    def add_arguments(self, parser):
        parser.add_argument("addrport", nargs="?", default="127.0.0.1:8000", help="as in runserver")
        parser.add_argument("--no-serve", action="store_true", help="stop before serving")
        parser.add_argument(
            "--rows",
            type=row_number,
            metavar="N",
            help="generate content until each app has N rows of its main kind",
        )
        parser.add_argument("--seed", type=int, default=1, help="other rows with another number")

    def handle(self, *, addrport, no_serve, rows, seed, **options):
        if not settings.DEBUG:
            raise CommandError(
                "DEBUG is off, and the demo users' passwords are public. "
                "Set DEBUG=on in .env on a machine that only you can reach."
            )
        # runserver starts this command a second time, in the process that it restarts.
        if DJANGO_AUTORELOAD_ENV not in os.environ:
            if not no_serve:
                refuse_taken_port(addrport.rpartition(":")[2])
            self.load(addrport)
            if rows:
                self.fill(rows, seed)
        if not no_serve:
            call_command("runserver", addrport)

    def load(self, addrport):
        call_command("migrate", verbosity=0)
        load_all()
        address = f"http://{addrport if ':' in addrport else f'127.0.0.1:{addrport}'}"
        self.stdout.write(f"\n  {settings.SITE_NAME}  {address}/")
        admin, api = reverse("admin:index"), reverse("api:openapi-view")
        self.stdout.write(f"  Admin  {address}{admin}    API  {address}{api}\n\n")
        for user in users():
            if user.about:
                self.stdout.write(f"  {user.email:<24} {user.about}")
        self.stdout.write(f"\n  Password of all of them: {PASSWORD}\n\n")

    def fill(self, rows, seed):
        try:
            added = fill_all(rows, seed)
        except KeyboardInterrupt:
            raise CommandError(
                "Stopped. The rows so far are kept: type the same command again to add the rest."
            ) from None
        numbers = ", ".join(f"{number:,} in {app}" for app, number in added.items())
        self.stdout.write(f"  Generated rows that were missing: {numbers or 'none'}.\n\n")


def refuse_taken_port(text):
    """Raise CommandError if another program listens there; runserver refuses what is no port."""
    if text.isdecimal() and int(text) < 65536 and not is_free(int(text)):
        raise CommandError(
            f"Port {text} is taken. If this site is running there, all is well. "
            f"If not, use another one. Type: uv run manage.py demo {int(text) + 1}"
        )


def is_free(port):
    """Return whether the development server can listen on this port."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def row_number(text):
    """Return how many rows to generate; refuse what is not a number of them."""
    if not text.isdecimal() or not 1 <= int(text) <= MAX_ROWS:
        raise ArgumentTypeError(
            f"{text!r} is not a whole number from 1 to {MAX_ROWS}. Type, for example: --rows 10000"
        )
    return int(text)
