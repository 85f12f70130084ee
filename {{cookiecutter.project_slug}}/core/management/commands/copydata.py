from django.core.management import BaseCommand, CommandError
from django.db import IntegrityError, transaction
from tqdm import tqdm

from core.copying import compare, places, plan, progress, tables, target, transfer


class Command(BaseCommand):
    """Move the site from one database to another, such as from SQLite to PostgreSQL."""

    help = (
        "Copy all rows from SOURCE to TARGET, an empty database, and compare them. Both are "
        "URLs as in DATABASE_URL. SOURCE is only read; stop the site while it is copied. "
        "Stopped half-way, the same command goes on. The content of the cache is not copied."
    )

    def add_arguments(self, parser):
        parser.add_argument("source", help="such as sqlite:////srv/site/db.sqlite3")
        parser.add_argument("target", help="such as postgres://user:password@localhost:5432/name")
        parser.add_argument(
            "--without", nargs="+", default=[], metavar="TABLE", help="tables to leave out"
        )

    def handle(self, *, source, target, without, **options):
        with places.opened(source, target) as name, transaction.atomic(using=places.SOURCE):
            what = " without ".join([name, *sorted(without)])
            results, broken = copy_all(what, tables.models_to_copy(without), without)
            self.report(results, broken)
            progress.forget()
        self.stdout.write("\nBoth are the same. Set DATABASE_URL to TARGET, and start the site.")

    def report(self, results, broken):
        """Print what was compared; raise CommandError where TARGET is not the same."""
        self.stdout.write(compare.HEADING)
        for result in results:
            self.stdout.write(str(result))
        different = [result.table for result in results if not result.is_same]
        if different or broken:
            raise CommandError(
                f"TARGET differs from SOURCE in {', '.join(different) or 'no table'}. {broken}"
                "SOURCE has probably changed since the copy began: stop the site, "
                "and copy to a new, empty database."
            )


def copy_all(what, models, without):
    """Copy, and return what was compared, and a sentence on foreign keys that do not hold."""
    plan.check_migrations()
    plan.check_target(what)
    checksums = plan.check_everything(models, without, new_bar)
    target.prepare(what)
    broken = ""
    try:
        with target.unchecked(models), new_bar("Copying", compare.rows_of(checksums)) as bar:
            for model in models:
                transfer.copy_table(model, bar)
        target.finish(models)
    except IntegrityError as error:
        broken = f"A foreign key does not hold: {' '.join(str(error).split())}. "
    return compare.compare(checksums, new_bar), broken


def new_bar(name, total):
    """Return a progress bar with the time that is left, which only a terminal shows."""
    return tqdm(desc=f"{name:<10}", total=total, unit=" rows", unit_scale=True, disable=None)
