from django.conf import settings
from django.db import models


class Article(models.Model):
    """Something to read."""

    title = models.CharField(max_length=100)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="articles"
    )
