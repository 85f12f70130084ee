# ruff: noqa: DJ008
from django.db import models

from core.search import SearchQuerySet


class Text(models.Model):
    title = models.CharField(max_length=20)
    body = models.TextField(default="", blank=True)

    objects = SearchQuerySet.as_manager()

    class Meta:
        abstract = True


class Longer(Text):
    title = models.CharField(max_length=30)


class Renamed(Text):
    title = None  # type: ignore[assignment]
    heading = models.CharField(max_length=20)


class Swapped(Text):
    body = None  # type: ignore[assignment]
    subtitle = models.CharField(max_length=20, default="swapped")


class Moved(Text):
    """Its name was Old."""


class Listed(Text):
    """Its body came into search_fields later."""


class Added(Text):
    """It had no search_fields."""


class Unlisted(Text):
    """It has no search_fields any more."""


class Untouched(Text):
    title = models.CharField(max_length=20, help_text="Another text.")
