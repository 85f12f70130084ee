import os
import socket

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.urls import reverse
from django.utils.autoreload import DJANGO_AUTORELOAD_ENV

from core.demo import PASSWORD, load_all, users


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
        # runserver starts this command a second time, in the process that it restarts.
        if DJANGO_AUTORELOAD_ENV not in os.environ:
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
            call_command("runserver", addrport)


def refuse_taken_port(text):
    """Raise CommandError if another program listens there; runserver refuses what is no port."""
    if text.isdecimal() and int(text) < 65536 and not is_free(int(text)):
        raise CommandError(
            f"Port {text} is taken. If this site is running there, all is well. "
            f"If not, use another one. Type: uv run manage.py demo {int(text) + 1}"
        )


def is_free(port):
    """Return whether the development server can listen on this port."""
    try:
        # As runserver listens; where somebody else does, this fails.
        with socket.create_server(("127.0.0.1", port)):
            return True
    except OSError:
        return False
