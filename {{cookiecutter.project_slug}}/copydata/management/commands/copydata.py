import os
import re
import sys

from django.core.management import BaseCommand, CommandError

from copydata import plan, transfer, trial
from copydata.connections import TARGET, open_databases
from copydata.rows import Checksum, read_pages


class Command(BaseCommand):
    """Move the site from one database to another, such as from SQLite to PostgreSQL."""

    help = (
        "Copy all rows from SOURCE to TARGET, an empty database, and compare them. Both are "
        "URLs as in DATABASE_URL, or names of environment variables that hold one. SOURCE is "
        "only read; stop the site while it is copied. After an interruption, the same command "
        "continues. Tables without a model, such as those of a cache, are not copied."
    )

    def add_arguments(self, parser):
        parser.add_argument("source", help="such as sqlite:////srv/site/db.sqlite3")
        parser.add_argument("target", help="such as NEW_DATABASE_URL, in .env")

    def handle(self, *, source, target, **options):
        if any(re.search(r"://[^@]*:[^@]+@", argument) for argument in sys.argv):
            raise CommandError(
                "Other users of this machine can read the arguments, and the password in them. "
                "Set the URL in the environment or in .env, and type the name of the variable."
            )
        source, target = (os.environ.get(url, url) for url in (source, target))
        with open_databases(source, target) as source_name:
            models = plan.get_models()
            plan.check_migrations()
            plan.check_target(source_name)
            if others := plan.get_other_tables(models):
                self.stdout.write(f"Not copied, because no model has them: {', '.join(others)}")
            checksums = trial.inspect(models, self.show)
            transfer.make_tables(models, source_name)
            transfer.copy_rows(models, self.show)
            self.compare(checksums)
            transfer.finish(models)
        self.stdout.write("\nBoth are the same. Set DATABASE_URL to TARGET, and start the site.")

    def show(self, verb, model, rows):
        """Show on a terminal how many rows of a table are done."""
        if self.stdout.isatty():
            self.stdout.write(f"\033[K{verb} {model._meta.db_table}: {rows:,} rows", ending="\r")
            self.stdout.flush()

    def compare(self, checksums):
        """Read the target, print both sides; raise CommandError where they are not the same."""
        columns = "{:<40} {:>12} {:>12}  {:<12}  {:<12}  {}"
        heading = ["Table", "Source rows", "Target rows", "Checksum", "Checksum", "Result"]
        self.stdout.write(columns.format(*heading))
        different = []
        for model, source in checksums.items():
            table, target = model._meta.db_table, Checksum()
            for page in read_pages(model, TARGET):
                target.add(model, page)
                self.show("Comparing", model, target.rows)
            verdict = "same" if source == target else "DIFFERENT"
            different += [table] * (source != target)
            counts = [f"{source.rows:,}", f"{target.rows:,}", str(source), str(target)]
            self.stdout.write(columns.format(table, *counts, verdict))
        if different:
            raise CommandError(
                f"TARGET differs from SOURCE in {', '.join(different)}. Either SOURCE has changed "
                "since the copy began, or TARGET keeps some values less exactly: "
                "stop the site, and copy to a new, empty database."
            )
