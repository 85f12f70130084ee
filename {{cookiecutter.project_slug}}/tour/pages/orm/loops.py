"""Five ways to follow a relation in a loop, and what each costs."""

import time
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import FieldFetchBlocked
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import SecurityEvent, User

from .query import expression, undone

PEOPLE = 10


def names(events):
    """Return the name of the person of each event."""
    return [event.user.name for event in events]


def one_by_one(events):
    """Let each event fetch its person."""
    return events.fetch_mode(models.FETCH_ONE)


def all_at_the_first(events):
    """Let the first event fetch the people of all."""
    return events.fetch_mode(models.FETCH_PEERS)


def joined(events):
    """Load the people in the same query."""
    return events.select_related("user")


def beforehand(events):
    """Load the people in a second query."""
    return events.prefetch_related("user")


def not_at_all(events):
    """Refuse to load people on the way."""
    return events.fetch_mode(models.FETCH_RAISE)


WAYS = {
    one_by_one: _("The default: each event fetches its person when the loop asks for it."),
    all_at_the_first: _("The first event that the loop asks fetches the people of all."),
    joined: _("The people come with the events, in a join."),
    beforehand: _("The people come in a second query, before the loop."),
    not_at_all: _("Nothing is fetched unasked: the mistake shows up as an error."),
}


@dataclass
class Result:
    """What a way has cost, or that it was stopped."""

    code: str
    about: Promise
    queries: int
    milliseconds: float
    error: str


def compare(number):
    """Return the Result of each way, for so many events."""
    with events(number) as rows:
        return [measure(way, about, rows) for way, about in WAYS.items()]


def measure(way, about, rows):
    """Return the Result of one way."""
    sent = []
    error = ""

    def count(execute, *args):
        sent.append(args)
        return execute(*args)

    start = time.perf_counter()
    with connections[DEFAULT_DB_ALIAS].execute_wrapper(count):
        try:
            names(way(rows))
        except FieldFetchBlocked as blocked:
            error = f"FieldFetchBlocked: {blocked}"
    took = (time.perf_counter() - start) * 1000
    return Result(expression(way), about, len(sent), took, error)


@contextmanager
def events(number):
    """Yield the newest events with a person: too few are made up in development, and vanish."""
    # The database is named, because a router takes rows that vanish for rows that were written.
    stored = SecurityEvent.objects.using(DEFAULT_DB_ALIAS).exclude(user=None).order_by("-pk")
    too_few = settings.DEBUG and stored[:number].count() < number
    with undone(DEFAULT_DB_ALIAS, too_few):
        if too_few:
            make_up(number)
        yield stored[:number]


def make_up(number):
    """Save events of some people; the caller undoes it."""
    people = User.objects.using(DEFAULT_DB_ALIAS).bulk_create(
        User(email=f"guest-{guest}@tour.invalid", name=f"Guest {guest}", password="!")  # noqa: S106
        for guest in range(PEOPLE)
    )
    SecurityEvent.objects.using(DEFAULT_DB_ALIAS).bulk_create(
        SecurityEvent(user_id=people[event % PEOPLE].pk, kind=SecurityEvent.Kind.SIGNED_IN)
        for event in range(number)
    )
