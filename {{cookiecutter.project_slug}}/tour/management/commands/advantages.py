import sys

from django.core.management import BaseCommand

from tour import readme
from tour.proofs import prove
from tour.registry import FEATURES
from tour.rows import ADVANTAGES


class Command(BaseCommand):
    """Show what this project shows of Django, and prove it."""

    help = "List the advantages of Django that this project shows; --prove runs their tests."

    def add_arguments(self, parser):
        parser.add_argument(
            "--prove",
            nargs="?",
            const="all",
            choices=["all", *ADVANTAGES],
            help="run the tests of one advantage, or of all",
        )
        parser.add_argument("--write", action="store_true", help="write the map into README.md")

    def handle(self, *, prove, write, **options):
        if write:
            readme.write()
        elif prove:
            self.prove([feature for feature in FEATURES if prove in ("all", feature.advantage)])
        else:
            for feature in FEATURES:
                self.show(feature)

    def show(self, feature):
        self.stdout.write(self.style.MIGRATE_HEADING(feature.title))
        self.stdout.write(f"  {feature.feature}")
        self.stdout.write(f"  code   {feature.file}:{feature.line} {feature.symbol}")
        self.stdout.write(f"  see    http://127.0.0.1:8000{feature.see}")
        self.stdout.write(f"  docs   {feature.docs_url}")
        self.stdout.write(f"  prove  {feature.command}\n\n")

    def prove(self, features):
        self.stdout.write("Running the tests that prove this ...")
        results = prove(features)
        for feature in features:
            mark = self.style.SUCCESS("pass") if results[feature] else self.style.ERROR("fail")
            self.stdout.write(f"{mark}  {feature.title}: {feature.feature}")
        if not all(results.values()):
            self.stdout.write("Type `uv run pytest` to see why.")
            sys.exit(1)
