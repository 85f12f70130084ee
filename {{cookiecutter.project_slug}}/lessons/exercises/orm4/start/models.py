from django.db import models


class Article(models.Model):
    """Something to read."""

    title = models.CharField(max_length=100)
    published_on = models.DateField()
