from django.db import migrations


class Migration(migrations.Migration):
    """Without tables: `migrate search zero` drops the indexes, see search/apps.py."""

    initial = True
    dependencies = []
    operations = []
