from django.db import models


class Article(models.Model):
    """Something to read."""

    title = models.CharField(max_length=80)
    # TODO: the subtitle, a line of at most 120 characters that may be left out.
    is_published = models.BooleanField(default=False, editable=False)

    def publish(self):
        """Show the article to everybody."""
        self.is_published = True
        self.save()
