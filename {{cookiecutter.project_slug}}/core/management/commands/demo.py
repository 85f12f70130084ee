import os
import socket
import subprocess
import sys
from contextlib import suppress

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.urls import reverse
from django.utils.autoreload import DJANGO_AUTORELOAD_ENV

from core.demo import PASSWORD, load_all, users

FILE_CHANGED = 3  # exit code of runserver


class Command(BaseCommand):
    """Show the site with believable content: migrate, load demo data, serve."""

    help = "Migrate, load demo users and content, print where to sign in, and serve the site."
    requires_system_checks = []  # runserver does them

    def add_arguments(self, parser):
        parser.add_argument("addrport", nargs="?", default="127.0.0.1:8000", help="as in runserver")
        parser.add_argument("--no-serve", action="store_true", help="stop before serving")

    def handle(self, *, addrport, no_serve, **options):
        if not settings.DEBUG:
            raise CommandError(
                "DEBUG is off, and the demo users' passwords are public. "
                "Set DEBUG=on in .env on a machine that only you can reach."
            )
        if not no_serve:
            refuse_taken_port(addrport.rpartition(":")[2])
        call_command("migrate", verbosity=0)
        load_all()
        site = f"http://{addrport if ':' in addrport else f'127.0.0.1:{addrport}'}"
        admin, api = reverse("admin:index"), reverse("api:openapi-view")
        people = [f"  {user.email:<24} {user.about}\n" for user in users() if user.about]
        self.stdout.write(f"\n  {settings.SITE_NAME}  {site}/")
        self.stdout.write(f"  Admin  {site}{admin}    API  {site}{api}\n\n{''.join(people)}")
        self.stdout.write(f"  Password of all of them: {PASSWORD}\n\n")
        if not no_serve:
            serve(addrport)


def serve(addrport):
    """Serve from this process, which has imported everything, until a file changes."""
    runserver = [sys.executable, sys.argv[0], "runserver", addrport]
    if os.name == "nt":  # Windows has no exec.
        sys.exit(subprocess.call(runserver))  # noqa: S603
    os.environ[DJANGO_AUTORELOAD_ENV] = "true"
    try:
        call_command("runserver", addrport)
    except SystemExit as stopped:
        if stopped.code != FILE_CHANGED:
            raise
        del os.environ[DJANGO_AUTORELOAD_ENV]
        os.execv(sys.executable, runserver)  # noqa: S606


def refuse_taken_port(port):
    """Raise CommandError if another program listens there; runserver refuses what is no port."""
    if port.isdecimal() and int(port) < 65536 and not is_free(int(port)):
        raise CommandError(
            f"Port {port} is taken. If this site is running there, all is well. "
            f"If not, use another one. Type: uv run manage.py demo {int(port) + 1}"
        )


def is_free(port):
    """Return whether the development server can listen on this port."""
    with suppress(OSError), socket.create_server(("127.0.0.1", port)):
        return True
    return False
