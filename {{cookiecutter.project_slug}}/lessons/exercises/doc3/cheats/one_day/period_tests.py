from datetime import date, datetime

from django.utils import timezone

from .models import Article

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)


def at(day, hour):
    """Return a moment in November 2026."""
    return timezone.make_aware(datetime(2026, 11, day, hour))


def test_a_period_has_its_last_day(articles_between):
    """Fail unless exactly the articles from Monday to Sunday are found."""
    for title, day in [("Before", 22), ("Sunday", 29), ("After", 30)]:
        Article.objects.create(title=title, published_at=at(day, 12))

    found = articles_between(MONDAY, SUNDAY)

    assert [article.title for article in found] == ["Sunday"]
