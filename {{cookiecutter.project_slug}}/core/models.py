from contextlib import suppress
from datetime import timedelta
from functools import wraps

from django.db import IntegrityError, models, transaction
from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RateLimitQuerySet(models.QuerySet):
    """Query methods for rate limits."""

    def allow(self, key, limit, seconds):
        """
        Count one use of the key; return False after `limit` uses in `seconds` from the first one.

        Exact with any number of processes: the database counts. One query, four for the first use.
        """
        now = timezone.now()
        if self.filter(key=key, expires_at__gt=now, count__lt=limit).update(count=F("count") + 1):
            return True
        self.filter(expires_at__lte=now).delete()
        window = {"count": 1, "expires_at": now + timedelta(seconds=seconds)}
        _, created = self.get_or_create(key=key, defaults=window)
        if created:
            return True
        return bool(self.filter(key=key, count__lt=limit).update(count=F("count") + 1))


class RateLimit(models.Model):
    """How often a visitor has used something since the window began."""

    key = models.CharField(max_length=200, unique=True)
    count = models.PositiveIntegerField()
    expires_at = models.DateTimeField(db_index=True)

    objects = RateLimitQuerySet.as_manager()

    class Meta:
        verbose_name = _("rate limit")
        verbose_name_plural = _("rate limits")

    def __str__(self):
        return f"{self.key}: {self.count}"


def count_of(rows, key):
    """Return an expression that counts the rows whose `key` is the row of a query."""
    # Count("comments") would join and group all rows of the table before it cuts out a page.
    counts = rows.filter(**{key: OuterRef("pk")}).order_by().values(key)
    number = counts.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def retried(save):
    """Let a function start again, undone, where another process took its unique value."""

    @wraps(save)
    def retry(*args, **kwargs):
        for _try in range(9):  # of ten at the same moment, one succeeds each time
            with suppress(IntegrityError), transaction.atomic():
                return save(*args, **kwargs)
        return save(*args, **kwargs)

    return retry
