from django.db.models import Count, DateField
from django.db.models.expressions import RawSQL
from orm4.models import Article


def articles_per_month():
    sql = "(published_on - (EXTRACT(DAY FROM published_on) - 1) * INTERVAL '1 day')::date"
    month = RawSQL(sql, [], output_field=DateField())
    months = Article.objects.annotate(month=month).values("month")
    return months.annotate(number=Count("pk")).order_by("month")
