from django.db import migrations, models

MODELS = ["Longer", "Renamed", "Swapped", "Old", "Listed", "Added", "Unlisted", "Untouched"]


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name,
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("title", models.CharField(max_length=20)),
                ("body", models.TextField(default="", blank=True)),
            ],
        )
        for name in MODELS
    ]
