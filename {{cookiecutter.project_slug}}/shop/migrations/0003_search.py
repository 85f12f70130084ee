from django.db import migrations

from core.search import SearchIndex


class Migration(migrations.Migration):
    dependencies = [("shop", "0002_roles")]

    operations = [SearchIndex("Product", ["title", "description"])]
