import sys

from django.core.management import BaseCommand

from lessons.cli import main


class Command(BaseCommand):
    """Exercises about this project; `python -m lessons` is the same where the site is broken."""

    help = "Learn Django with exercises about this project."
    requires_system_checks = []

    def run_from_argv(self, argv):
        sys.exit(main(argv[2:], program="manage.py learn"))
