# ruff: noqa: DJ008
from django.db import models
from django.db.models.functions import Upper


class Everything(models.Model):
    text = models.CharField(max_length=10, blank=True)
    word = models.CharField(max_length=20, null=True, unique=True)  # noqa: DJ001
    long_text = models.TextField(blank=True)
    small = models.SmallIntegerField(null=True)
    large = models.BigIntegerField(null=True)
    positive = models.PositiveIntegerField(null=True)
    decimal = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    real = models.FloatField(null=True)
    truth = models.BooleanField(null=True)
    day = models.DateField(null=True)
    time = models.TimeField(null=True)
    duration = models.DurationField(null=True)
    moment = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(auto_now=True)
    address = models.GenericIPAddressField(null=True)
    number = models.UUIDField(null=True)
    json = models.JSONField(null=True)
    binary = models.BinaryField(null=True)
    file = models.FileField(blank=True)
    shouted = models.GeneratedField(
        expression=Upper("text"), output_field=models.CharField(max_length=10), db_persist=True
    )
    before = models.ForeignKey("self", models.CASCADE, null=True)
    others = models.ManyToManyField("self")


class Hen(models.Model):
    number = models.UUIDField(primary_key=True)
    hatched_from = models.ForeignKey(Everything, models.CASCADE)


class Rooster(Hen):
    crow = models.CharField(max_length=20)
