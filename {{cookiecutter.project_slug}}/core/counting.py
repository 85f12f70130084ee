from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce


def count_of(rows, key):
    """
    Return an expression that counts, for each row of a query, the rows whose `key` names it.

    A list then counts for the rows of its page alone. Count("comments") joins and groups all
    rows of the table before it cuts out the page.
    """
    counts = rows.filter(**{key: OuterRef("pk")}).order_by().values(key)
    number = counts.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)
