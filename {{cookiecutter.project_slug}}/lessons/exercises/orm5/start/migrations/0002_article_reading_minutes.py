from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("orm5", "0001_initial")]
    operations = []
