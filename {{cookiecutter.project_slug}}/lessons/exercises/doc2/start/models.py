from django.db import models


class Author(models.Model):
    """Somebody who writes."""

    name = models.CharField(max_length=50)


class Article(models.Model):
    """Something to read."""

    title = models.CharField(max_length=100)
    author = models.ForeignKey(Author, on_delete=models.CASCADE)
