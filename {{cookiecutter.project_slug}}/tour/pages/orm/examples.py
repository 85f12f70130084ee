"""Questions that every site can answer, and those that the modules in `rows/` add."""

from datetime import timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, Window
from django.db.models.functions import Now, RowNumber, TruncMonth
from django.utils.translation import gettext_lazy as _

from accounts.models import SecurityEvent
from tour import rows

from .query import Query


def active_readers(users):
    """Return active people who are not staff, by name."""
    active = users.filter(is_active=True).exclude(is_staff=True)
    return active.order_by("name").values("name", "date_joined")[:20]


def may_change_something(users):
    """Return people whose groups have a permission to change something."""
    allowed = users.filter(groups__permissions__codename__startswith="change_")
    return allowed.values("name").distinct().order_by("name")[:20]


def size_of_roles(groups):
    """Return each role with the number of its permissions, and of those that change something."""
    changing = Count("permissions", filter=Q(permissions__codename__startswith="change_"))
    counted = groups.values("name").annotate(all=Count("permissions"), changing=changing)
    return counted.filter(all__gt=0).order_by("-all", "name")[:20]


def never_signed_in(users):
    """Return people without a sign-in among the recorded events."""
    signed_in = SecurityEvent.objects.filter(user=OuterRef("pk"), kind="signed_in")
    return users.filter(~Exists(signed_in)).values("name").order_by("name")[:20]


def new_people_by_month(users):
    """Return how many people have joined in each month."""
    by_month = users.annotate(month=TruncMonth("date_joined")).values("month")
    return by_month.annotate(people=Count("pk")).order_by("-month")[:12]


def first_of_each_month(users):
    """Return who was the first to join in each month."""
    month = TruncMonth("date_joined")
    place = Window(RowNumber(), partition_by=month, order_by=["date_joined", "pk"])
    first = users.annotate(month=month, place=place).filter(place=1)
    return first.values("month", "name").order_by("-month")[:12]


def set_clock_back(users):
    """Correct when people joined, for a clock that was an hour fast."""
    joined = users.filter(date_joined__lt=Now())
    return joined.update(date_joined=F("date_joined") - timedelta(hours=1))


def add_missing_groups(groups):
    """Add two groups, or those of them that are not there."""
    new = [groups.model(name=name) for name in ["Day shift", "Night shift"]]
    return groups.bulk_create(new, ignore_conflicts=True)


GENERAL = [
    Query(
        title=_("Active people, but not staff"),
        model="accounts.User",
        ask=active_readers,
    ),
    Query(
        title=_("Who may change something, through five tables"),
        model="accounts.User",
        ask=may_change_something,
    ),
    Query(
        title=_("Roles, and how many permissions each has"),
        model="auth.Group",
        ask=size_of_roles,
    ),
    Query(
        title=_("People without a recorded sign-in"),
        model="accounts.User",
        ask=never_signed_in,
    ),
    Query(
        title=_("New people, counted by month"),
        model="accounts.User",
        ask=new_people_by_month,
    ),
    Query(
        title=_("Who was the first to join in each month"),
        model="accounts.User",
        ask=first_of_each_month,
    ),
    Query(
        title=_("Correct all dates by an hour, in one UPDATE"),
        model="accounts.User",
        ask=set_clock_back,
        changes=True,
    ),
    Query(
        title=_("Add two roles, unless they exist"),
        model="auth.Group",
        ask=add_missing_groups,
        changes=True,
    ),
]

QUERIES: list[Query] = GENERAL + [
    query for module in rows.modules() for query in getattr(module, "QUERIES", [])
]
