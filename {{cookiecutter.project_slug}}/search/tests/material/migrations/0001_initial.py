from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name,
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("title", models.CharField(max_length=20)),
                ("body", models.TextField(default="")),
            ],
        )
        for name in ["Altered", "Added", "Old", "Listed", "Unlisted", "Untouched"]
    ]
