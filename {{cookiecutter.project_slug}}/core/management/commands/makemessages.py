import re
from pathlib import Path

from django.core.management.commands import makemessages

from core.apps import own_apps

# Of no use in a repository, and different each day.
HEADERS = r'^"(POT-Creation-Date|Report-Msgid-Bugs-To): .*\n'


class Command(makemessages.Command):
    """
    Django's makemessages, whose files change when a string does, and at no other time.

    They name neither the lines where strings stand nor the day. Strings are collected for the
    apps of this project, each in its directory `locale`.
    """

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(no_location=True, no_obsolete=True)

    def handle(self, *args, **options):
        for app in own_apps():
            Path(app.path, "locale").mkdir(exist_ok=True)
        super().handle(*args, **options)

    def find_files(self, root):
        return [file for file in super().find_files(root) if isinstance(file.locale_dir, str)]

    def write_po_file(self, potfile, locale):
        super().write_po_file(potfile, locale)
        path = Path(potfile).parent / locale / "LC_MESSAGES" / f"{self.domain}.po"
        text = re.sub(HEADERS, "", path.read_text("utf-8"), flags=re.MULTILINE)
        path.write_text(text, "utf-8", newline="\n")
