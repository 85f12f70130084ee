from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("orm6", "0001_initial")]
    operations = []
