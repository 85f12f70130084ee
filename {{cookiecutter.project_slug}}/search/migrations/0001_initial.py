from django.db import migrations


class Migration(migrations.Migration):
    """Without tables: `migrate search zero` drops the indexes, see search/indexes.py."""

    initial = True
    dependencies = []
    operations = []
