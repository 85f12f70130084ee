import random
import re
from collections import Counter
from datetime import date

import pytest
from django.db import connection
from django.db.models.expressions import RawSQL
from django.db.models.query import QuerySet
from django.test.utils import CaptureQueriesContext
from orm4.exercise import articles_per_month
from orm4.models import Article
from orm4.other_databases import DATABASES, sql_for

pytestmark = pytest.mark.django_db

# Others have a date() too, of one argument.
SQLITE_ALONE = re.compile(r"\b(strftime|julianday|unixepoch|date(?=\([^)]*,))\s*\(", re.IGNORECASE)


@pytest.fixture
def months(word):
    """Save articles on random days of five years, and return how many each month has."""
    days = [
        date(random.randint(2021, 2025), random.randint(1, 12), random.randint(1, 28))
        for _ in range(80)
    ]
    Article.objects.bulk_create(Article(title=word, published_on=day) for day in days)
    return Counter(day.replace(day=1) for day in days)


def queryset():
    found = articles_per_month()
    assert isinstance(found, QuerySet), (
        f"articles_per_month() returned a {type(found).__name__}, and should return a queryset."
    )
    return found


@pytest.mark.parametrize("database", DATABASES)
def check_other_databases_understand_it(database):
    sql, _ = sql_for(database, queryset())

    unknown = SQLITE_ALONE.search(sql)
    assert not unknown, f"{database} has no function {unknown[1]}() like that of SQLite: {sql}"
    assert "COUNT(" in sql and "GROUP BY" in sql, f"In {database}, nothing is counted: {sql}"


def check_no_piece_of_sql_is_written_by_hand():
    query = queryset().query

    parts = [part for value in query.annotations.values() for part in value.flatten()]
    assert not any(isinstance(part, RawSQL) for part in parts) and not query.extra, (
        "There is still SQL of your own in the query. It would have to be written again for "
        "each database: use one of Django's functions for dates."
    )


def check_the_numbers_are_right_on_this_database(months):
    with CaptureQueriesContext(connection) as queries:
        rows = list(queryset())

    keys = sorted(rows[0])
    assert keys == ["month", "number"], f"A row has the keys {keys}, not month and number."
    found = [(row["month"], row["number"]) for row in rows]
    assert len(queries) == 1, f"It took {len(queries)} queries, not one."
    kinds = {type(month) for month, _ in found}
    assert kinds == {date}, (
        f"A month is to be the date of its first day, and was {found[0][0]!r}."
    )
    assert found == sorted(months.items()), (
        f"It begins with {found[:3]}, and should begin with {sorted(months.items())[:3]}."
    )


def check_others_can_go_on_filtering(months):
    most = max(months.values())

    found = {row["month"] for row in queryset().filter(number=most)}

    expected = {month for month, number in months.items() if number == most}
    assert found == expected, f"filter(number={most}) found {found}, not {expected}."
