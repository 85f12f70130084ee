from django.db import models


class Person(models.Model):
    """Somebody in the list of members."""

    name = models.CharField(max_length=50)
    phone = models.CharField(max_length=20)
    is_public = models.BooleanField(default=True)
