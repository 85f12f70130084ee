from django.db import migrations

from core.search import SearchIndex


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_security_event")]

    operations = [SearchIndex("User", ["name"])]
