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


def rows_of(owner):
    """Return rows with `personal_fields` that belong to a row or its one-to-one rows, by model."""
    data: dict[str, list] = {}
    for relation in owner._meta.related_objects:
        model: Any = relation.related_model
        if fields := declared_fields(model, "personal_fields"):
            rows = model._default_manager.filter(**{relation.field.name: owner})
            with override(None):  # A file has the same names in every language.
                name = str(model._meta.verbose_name_plural)
            data[name] = list(rows.values(*fields))
            if relation.one_to_one:
                for row in rows:
                    data |= rows_of(row)
    return data


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
