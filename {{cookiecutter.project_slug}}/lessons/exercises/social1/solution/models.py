from django.db import models


class Person(models.Model):
    """Somebody who takes part."""

    name = models.CharField(max_length=50)


class Follow(models.Model):
    """That somebody reads the notes of somebody else."""

    follower = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="follows")
    followed = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="followers")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["follower", "followed"], name="follow1_once"),
            models.CheckConstraint(
                condition=~models.Q(follower=models.F("followed")), name="follow1_not_oneself"
            ),
        ]


class Note(models.Model):
    """Some words; the newest note has the highest number."""

    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notes")
    text = models.CharField(max_length=200)
