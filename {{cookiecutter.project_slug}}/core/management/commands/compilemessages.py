from django.core.management.commands import compilemessages


class Command(compilemessages.Command):
    """Django's compilemessages, which leaves the packages in .venv alone."""

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(ignore_patterns=[".venv"])
