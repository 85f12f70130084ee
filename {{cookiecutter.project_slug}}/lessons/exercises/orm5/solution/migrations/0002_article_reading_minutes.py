from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orm5", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="article",
            name="reading_minutes",
            field=models.PositiveIntegerField(default=1),
        ),
    ]
