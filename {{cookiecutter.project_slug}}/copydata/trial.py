"""Read all rows of the source, and try to write them into temporary tables of the target."""

from contextlib import contextmanager

from django.core.management import CommandError
from django.db import IntegrityError, connections, transaction
from django.db.models.query import QuerySet

from . import transfer
from .connections import SOURCE, TARGET, execute, one_line
from .rows import Checksum, get_last_key, read_pages

DROP = {
    "sqlite": "DROP TABLE temp.",
    "postgresql": "DROP TABLE pg_temp.",
    "mysql": "DROP TEMPORARY TABLE ",
}

MAX_FAULTS = 20  # After so many, no more are searched for.


def inspect(models, show):
    """Return a checksum for each model; refuse rows that the target does not take."""
    checksums: dict = {}
    faults: list[str] = []
    for model in models:
        checksums[model] = checksum = Checksum()
        with trial_table(model):
            for page in read_pages(model, SOURCE):
                checksum.add(model, page)
                try_page(model, page, faults)
                show("Checking", model, checksum.rows)
        if QuerySet(model, using=SOURCE).count() != checksum.rows:
            faults.append(f"{model._meta.db_table} has rows without a usable key.")
    try:
        connections[SOURCE].check_constraints([model._meta.db_table for model in models])
    except IntegrityError as error:
        faults.append(one_line(error))
    if faults:
        heading = "Nothing is copied. Correct SOURCE, because TARGET cannot hold all of its rows:"
        raise CommandError("\n  ".join([heading, *faults]))
    return checksums


@contextmanager
def trial_table(model):
    """Make an empty temporary table, which hides the model's own table in the target."""
    connection = connections[TARGET]
    with connection.schema_editor(collect_sql=True) as editor:
        statement, params = editor.table_sql(model)
        unique = [str(later) for later in editor.deferred_sql if "UNIQUE" in str(later)]
    with connection.constraint_checks_disabled():
        execute(TARGET, statement.replace("CREATE", "CREATE TEMPORARY", 1), params or None)
        for later in unique:
            execute(TARGET, later)
        yield
        execute(TARGET, DROP[connection.vendor] + connection.ops.quote_name(model._meta.db_table))


def try_page(model, page, faults):
    """Write rows into the trial table; where that fails, halve them to find the faulty ones."""
    if len(faults) >= MAX_FAULTS:
        return
    try:
        with transaction.atomic(using=TARGET):
            transfer.insert(model, page)
    except transfer.REFUSALS as error:
        middle = len(page) // 2
        if middle == 0:
            key = get_last_key(model, page)
            faults.append(f"{model._meta.db_table}, row with the key {key}: {one_line(error)}.")
        else:
            try_page(model, page[:middle], faults)
            try_page(model, page[middle:], faults)
