from django.db import models


class Article(models.Model):
    """Something to read; without `published_at` it is a draft."""

    title = models.CharField(max_length=100)
    text = models.TextField()
    published_at = models.DateTimeField(null=True)

    def get_absolute_url(self):
        """Return the address of the article."""
        return f"/articles/{self.pk}/"
