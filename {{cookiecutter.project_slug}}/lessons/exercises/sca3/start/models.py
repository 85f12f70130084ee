from django.db import models


class Course(models.Model):
    """Something to learn together."""

    title = models.CharField(max_length=100)


class Registration(models.Model):
    """Somebody who takes part."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE)
    email = models.EmailField()
