import os

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
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
            self.load(addrport)
        if not no_serve:
            call_command("runserver", addrport)

    def load(self, addrport):
        call_command("migrate", verbosity=0)
        load_all()
        address = f"http://{addrport if ':' in addrport else f'127.0.0.1:{addrport}'}"
        self.stdout.write(f"\n  {settings.SITE_NAME}  {address}/")
        self.stdout.write(f"  Admin  {address}/admin/    API  {address}/api/docs\n\n")
        for user in users():
            if user.about:
                self.stdout.write(f"  {user.email:<24} {user.about}")
        self.stdout.write(f"\n  Password of all of them: {PASSWORD}\n\n")
