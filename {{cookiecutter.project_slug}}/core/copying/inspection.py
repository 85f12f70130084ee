"""Read all rows of the source once: find what the target cannot hold, and add up checksums."""

from django.db import connections
from django.db.models import Exists, OuterRef
from django.db.models.query import QuerySet

from . import faults, rows, tables
from .checksums import Checksum
from .places import SOURCE, TARGET
from .twins import Twins, unique_groups


class Problems:
    """What is wrong with the rows of the source, by column: the first key, and how many."""

    def __init__(self):
        self.found = {}

    def add(self, model, column, fault, key, number=1):
        """Note that a value is faulty in the row with this key."""
        place = (tables.table(model), column, fault)
        first, before = self.found.get(place, (key, 0))
        self.found[place] = (first, before + number)

    def sentences(self):
        """Return one sentence for each column and fault."""
        return [
            f"{table}.{column} {fault}: {number:,} {'row' if number == 1 else 'rows'}, "
            f"the first with the key {'?' if isinstance(key, rows.Unreadable) else key}."
            for (table, column, fault), (key, number) in self.found.items()
        ]


def inspect(models, new_bar):
    """Return the checksum of each model's table, and sentences on what is wrong."""
    problems = Problems()
    numbers = {model: QuerySet(model, using=SOURCE).count() for model in models}
    with new_bar("Checking", sum(numbers.values())) as bar:
        checksums = {model: inspect_table(model, problems, bar) for model in models}
    for model in models:
        if checksums[model].rows != numbers[model]:
            missing = numbers[model] - checksums[model].rows
            problems.add(model, model._meta.pk.column, "is no usable key", "?", missing)
        inspect_foreign_keys(model, models, problems)
    return checksums, problems.sentences()


def inspect_table(model, problems, bar):
    """Look at each value of a table, and return the checksum."""
    checksum = Checksum()
    finders = [faults.finder(field, connections[TARGET]) for field in rows.fields(model)]
    groups = unique_groups(model) if connections[TARGET].vendor == "mysql" else []
    twins = [Twins(model, group, TARGET) for group in groups]
    for page in rows.pages(model, SOURCE):
        if note_faults(model, page, finders, problems):
            checksum.rows += len(page)  # The sum is not needed: nothing will be copied.
        else:
            checksum.add(model, page)
        note_twins(model, page, twins, problems)
        bar.update(len(page))
    for twin in twins:
        twin.close()
    return checksum


def note_faults(model, page, finders, problems):
    """Note the values of a page that the target cannot hold; return how many they are."""
    number = 0
    key_index = rows.fields(model).index(model._meta.pk)
    columns = zip(*page, strict=True)
    for field, find, column in zip(rows.fields(model), finders, columns, strict=True):
        for index, fault in enumerate(map(find, column)):
            if fault:
                problems.add(model, field.column, fault, page[index][key_index])
                number += 1
    return number


def note_twins(model, page, twins, problems):
    """Note the rows that MariaDB would refuse, because it takes two texts for the same."""
    key_index = rows.fields(model).index(model._meta.pk)
    for twin in twins:
        for row in twin.find(page):
            fault = "must be unique, and MariaDB takes it for the text of an earlier row"
            problems.add(model, twin.column, fault, row[key_index])


def inspect_foreign_keys(model, models, problems):
    """Note the rows that refer to a row that is not there, or whose table is left out."""
    for field in tables.foreign_keys(model):
        orphans: QuerySet = QuerySet(model, using=SOURCE)
        orphans = orphans.filter(**{f"{field.name}__isnull": False})
        parent = field.remote_field.model
        fault = f"refers to {tables.table(parent)}, which is left out"
        if parent in models:
            fault = f"refers to a row that {tables.table(parent)} does not have"
            same = {field.target_field.attname: OuterRef(field.attname)}
            orphans = orphans.exclude(Exists(QuerySet(parent, using=SOURCE).filter(**same)))
        keys = orphans.order_by("pk").values_list("pk", flat=True)
        if (first := keys.first()) is not None:
            problems.add(model, field.column, fault, first, orphans.count())
