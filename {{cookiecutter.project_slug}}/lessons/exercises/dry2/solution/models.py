from django.db import models


class Article(models.Model):
    """Something to read."""

    title = models.CharField(max_length=80)
    subtitle = models.CharField(max_length=120, blank=True)
    is_published = models.BooleanField(default=False, editable=False)

    def publish(self):
        """Show the article to everybody."""
        self.is_published = True
        self.save()
