from django.db import migrations

from core.search import SearchIndex


class Migration(migrations.Migration):
    dependencies = [("blog", "0002_roles")]

    operations = [SearchIndex("Post", ["title", "summary", "body"])]
