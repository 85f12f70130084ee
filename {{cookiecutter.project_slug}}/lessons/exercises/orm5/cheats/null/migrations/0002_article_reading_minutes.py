from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orm5", "0001_initial")]
    operations = [
        migrations.DeleteModel("Article"),
        migrations.CreateModel(
            name="Article",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=100)),
                ("reading_minutes", models.PositiveIntegerField(default=1)),
            ],
        ),
    ]
