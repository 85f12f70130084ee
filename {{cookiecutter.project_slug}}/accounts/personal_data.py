"""What the site knows about a person: to hand it to them, or to delete it."""

from typing import Any

from django.contrib.admin.utils import NestedObjects
from django.db import router


def export(user):
    """
    Return all that the person gave to the site, as a dictionary that fits into JSON.

    A model with a foreign key to the user takes part by naming its fields in
    `personal_fields`. One query a model.
    """
    data = {"name": user.name, "email": user.email, "joined_at": user.date_joined}
    data["email_addresses"] = list(user.emailaddress_set.values("email", "verified"))
    for relation in user._meta.related_objects:
        model: Any = relation.related_model
        if fields := getattr(model, "personal_fields", None):
            rows = model._default_manager.filter(**{relation.field.name: user})
            data[str(model._meta.verbose_name_plural)] = list(rows.values(*fields))
    return data


def summary(user):
    """Return what a deletion of the user takes with it: a list of (number, name)."""
    collector = NestedObjects(using=router.db_for_write(type(user)))
    collector.collect([user])
    models: dict[Any, set] = collector.model_objs
    return [
        (len(rows), name_of(model, len(rows)))
        for model, rows in models.items()
        if hasattr(model, "personal_fields")
    ]


def name_of(model, number):
    """Return the name of the model for this number of rows."""
    return model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural
