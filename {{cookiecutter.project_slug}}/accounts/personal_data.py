"""Export and delete the data of a person."""

from collections import Counter
from typing import Any

from django.contrib.admin.utils import NestedObjects
from django.db import router
from django.utils.translation import override

from core.apps import declared_fields


def export(user):
    """Return all that the person gave to the site, as a dictionary that fits into JSON."""
    data = {"name": user.name, "email": user.email, "joined_at": user.date_joined}
    data["email_addresses"] = list(user.emailaddress_set.values("email", "verified"))
    return data | rows_of(user)


def rows_of(person):
    """Return rows with `personal_fields` that belong to a row or its one-to-one rows, by model."""
    owners: list = [(person, [person.pk])]
    relations = []
    for model, keys in owners:
        for relation in model._meta.related_objects:
            related: Any = relation.related_model
            if declared_fields(related, "personal_fields"):
                relations.append((relation, keys))
                if relation.one_to_one:
                    rows = related._default_manager.filter(**{f"{relation.field.name}__in": keys})
                    owners.append((related, list(rows.values_list("pk", flat=True))))
    theirs = {relation.related_model for relation, _ in relations}
    data: dict[str, list] = {}
    for relation, keys in relations:
        rows_by_key = rows_by_owner(relation, keys, theirs)
        add(data, relation.related_model, [row for rows in rows_by_key.values() for row in rows])
    return data


def rows_by_owner(relation, keys, theirs):
    """
    Return the rows of a relation as dictionaries, in lists by the keys of their owners.

    With each row come the rows that belong to it, but for those of models in `theirs`: replies
    belong to other people.
    """
    model = relation.related_model
    fields = declared_fields(model, "personal_fields")
    lists = {name for name in fields if model._meta.get_field(name.split("__")[0]).many_to_many}
    found = model._default_manager.filter(**{f"{relation.field.name}__in": keys})
    owners = found.values_list("pk", relation.field.attname)
    values = found.values("pk", *(name for name in fields if name not in lists))
    rows = {row.pop("pk"): row for row in values}
    for name in lists:
        for row in rows.values():
            row[name] = []
        for key, value in found.exclude(**{name: None}).values_list("pk", name):
            rows[key][name].append(value)
    for below in model._meta.related_objects:
        related = below.related_model
        if related not in theirs and declared_fields(related, "personal_fields"):
            for key, more in rows_by_owner(below, list(rows), theirs | {related}).items():
                add(rows[key], related, more)
    result: dict[Any, list] = {key: [] for key in keys}
    for key, owner in owners:
        if owner in result:
            result[owner].append(rows[key])
    return result


def add(data, model, rows):
    """Put rows into a dictionary under the name of their model."""
    with override(None):  # A file has the same names in every language.
        name = str(model._meta.verbose_name_plural)
    if name in data:  # Two apps have models of this name.
        name = model._meta.label_lower
    data[name] = rows


def deleted(user):
    """Return the rows that are deleted with the user, as a list of (number, name)."""
    rows = collect(user).model_objs
    return named(Counter({model: len(rows[model]) for model in rows}))


def kept(user):
    """Return the rows that are kept without the user, as a list of (number, name)."""
    updates: dict[Any, list] = collect(user).field_updates
    counter: Counter = Counter()
    for (field, _), querysets in updates.items():
        if field.related_model is not field.model:  # A reply to a row was never the user's.
            counter[field.model] += sum(len(rows) for rows in querysets)
    return named(counter)


def collect(user):
    """Find all that a deletion of the user deletes or changes."""
    collector: Any = NestedObjects(using=router.db_for_write(type(user)))
    collector.collect([user])
    return collector


def named(counter):
    """Return the numbers with the names of their models, for those with `personal_fields`."""
    return [
        (number, model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural)
        for model, number in counter.items()
        if number and declared_fields(model, "personal_fields")
    ]
