"""What one database can do and another cannot, as Django says when it is asked."""

from django.utils.translation import gettext_lazy as _

from .databases import DATABASES
from .dialects import compiled
from .query import Query


def newest_of_each(events):
    """Return the newest event of each person."""
    return events.order_by("user_id", "-at").distinct("user_id")


def ordered_halves(events):
    """Return two kinds of events, each half in the order of the model."""
    return events.filter(kind="signed_in").union(events.filter(kind="signed_out"))


def part_of_json(authenticators):
    """Return authenticators whose data has this part."""
    return authenticators.filter(data__contains={"algorithm": -7})


def add_or_rename(users):
    """Add somebody, or change the name of whoever has the address."""
    ada = users.model(email="ada@example.com", name="Ada")
    return users.bulk_create(
        [ada], update_conflicts=True, update_fields=["name"], unique_fields=["email"]
    )


CASES = [
    Query(
        title=_("The first row of each group"), model="accounts.SecurityEvent", ask=newest_of_each
    ),
    Query(
        title=_("A union of models with an order"),
        model="accounts.SecurityEvent",
        ask=ordered_halves,
    ),
    Query(title=_("A part of a JSON field"), model="mfa.Authenticator", ask=part_of_json),
    Query(
        title=_("Add a row, or change it"), model="accounts.User", ask=add_or_rename, changes=True
    ),
]


def differences():
    """Return each case with its Dialect on each database, which says whether it is supported."""
    return [(case, [compiled(case, database) for database in DATABASES]) for case in CASES]
