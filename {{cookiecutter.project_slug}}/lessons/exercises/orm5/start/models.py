from django.db import models


class Article(models.Model):
    """Something to read."""

    title = models.CharField(max_length=100)
    # TODO: reading_minutes, here and in the migration 0002.
