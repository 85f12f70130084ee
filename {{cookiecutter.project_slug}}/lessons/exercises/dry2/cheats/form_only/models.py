from django.db import models


class Article(models.Model):
    title = models.CharField(max_length=80)
    subtitle = ""
    is_published = models.BooleanField(default=False, editable=False)

    def publish(self):
        self.is_published = True
        self.save()
