from django.db.models import CharField, Count
from django.db.models.expressions import RawSQL
from orm4.models import Article


def articles_per_month():
    """Return a queryset of {"month": …, "number": …}, the oldest month first."""
    # TODO: let Django write the SQL, and let the month be the date of its first day.
    month = RawSQL("strftime('%%Y-%%m', published_on)", [], output_field=CharField())
    months = Article.objects.annotate(month=month).values("month")
    return months.annotate(number=Count("pk")).order_by("month")
