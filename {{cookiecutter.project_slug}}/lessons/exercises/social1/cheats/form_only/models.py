from django.core.exceptions import ValidationError
from django.db import models


class Person(models.Model):
    """Somebody who takes part."""

    name = models.CharField(max_length=50)


class Follow(models.Model):
    """That somebody reads the notes of somebody else."""

    follower = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="follows")
    followed = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="followers")

    def clean(self):
        """Refuse to follow oneself, or somebody twice."""
        if self.follower == self.followed:
            raise ValidationError("You cannot follow yourself.")
        if Follow.objects.filter(follower=self.follower, followed=self.followed).exists():
            raise ValidationError("You follow them already.")


class Note(models.Model):
    """Some words; the newest note has the highest number."""

    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notes")
    text = models.CharField(max_length=200)
