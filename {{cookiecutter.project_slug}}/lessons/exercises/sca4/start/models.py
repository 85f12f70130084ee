from django.db import models


class Book(models.Model):
    """A book in the catalogue."""

    isbn = models.CharField(max_length=13, unique=True)
    title = models.CharField(max_length=100)
    pages = models.PositiveIntegerField()
