from django.conf import settings
from django.db import models


class Article(models.Model):
    """Something to read. Editors choose what is featured on the first page."""

    title = models.CharField(max_length=100)
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    is_featured = models.BooleanField(default=False)
