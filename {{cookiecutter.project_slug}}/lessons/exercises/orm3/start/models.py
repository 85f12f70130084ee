from django.db import models


class Item(models.Model):
    """Something to buy."""

    name = models.CharField(max_length=50)
    stock = models.IntegerField()
