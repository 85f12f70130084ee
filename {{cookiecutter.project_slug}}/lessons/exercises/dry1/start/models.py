from django.core.exceptions import ValidationError
from django.db import models


def validate_not_shouting(value):
    """Refuse text in capital letters alone."""
    if value.isupper():
        raise ValidationError("Do not shout.")


class Article(models.Model):
    """Something to read."""

    class Kind(models.TextChoices):
        """What an article is."""

        NEWS = "news", "News"
        GUIDE = "guide", "Guide"

    title = models.CharField(
        max_length=80, validators=[validate_not_shouting], help_text="At most one line."
    )
    kind = models.CharField(max_length=10, choices=Kind)
    summary = models.TextField(max_length=300, blank=True, help_text="For lists.")
    is_featured = models.BooleanField(default=False)
