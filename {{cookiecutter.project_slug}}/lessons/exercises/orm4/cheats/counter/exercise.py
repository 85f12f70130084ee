from collections import Counter

from orm4.models import Article


def articles_per_month():
    days = Article.objects.values_list("published_on", flat=True)
    months = Counter(day.replace(day=1) for day in days)
    return [{"month": month, "number": number} for month, number in sorted(months.items())]
