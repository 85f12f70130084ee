from datetime import datetime, time

from django.utils import timezone

from .models import Article


def midnight(day):
    """Return the moment in which a day begins."""
    return timezone.make_aware(datetime.combine(day, time.min))


def articles_between(first, last):
    """Return the articles that were published on these days, both included, oldest first."""
    articles = Article.objects.filter(
        published_at__gte=midnight(first), published_at__lte=midnight(last)
    )
    return articles.order_by("published_at")
