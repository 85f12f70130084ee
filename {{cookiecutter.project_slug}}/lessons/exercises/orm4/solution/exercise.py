from django.db.models import Count
from django.db.models.functions import TruncMonth
from orm4.models import Article


def articles_per_month():
    """Return a queryset of {"month": …, "number": …}, the oldest month first."""
    months = Article.objects.annotate(month=TruncMonth("published_on")).values("month")
    return months.annotate(number=Count("pk")).order_by("month")
