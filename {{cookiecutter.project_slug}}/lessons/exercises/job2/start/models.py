from django.db import models


class Author(models.Model):
    """Somebody who writes."""

    name = models.CharField(max_length=50)


class Book(models.Model):
    """Something to read; without `pages`, nobody has counted them."""

    title = models.CharField(max_length=100)
    pages = models.IntegerField(null=True)
    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="books")
