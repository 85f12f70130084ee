from django.db import models


class Tag(models.Model):
    """A word that articles have in common."""

    name = models.CharField(max_length=50)
    slug = models.SlugField(unique=True)


class Article(models.Model):
    """Something to read."""

    title = models.CharField(max_length=100)
    tags = models.ManyToManyField(Tag, related_name="articles")
