from django.db import models


class Article(models.Model):
    title = models.CharField(max_length=80)
    subtitle = models.TextField(max_length=120, blank=True)
    is_published = models.BooleanField(default=False, editable=False)

    def publish(self):
        self.is_published = True
        self.save()
