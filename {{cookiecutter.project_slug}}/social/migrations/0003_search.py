from django.db import migrations

from core.search import SearchIndex


class Migration(migrations.Migration):
    dependencies = [("social", "0002_roles")]

    operations = [SearchIndex("Profile", ["handle", "bio"]), SearchIndex("Note", ["text"])]
