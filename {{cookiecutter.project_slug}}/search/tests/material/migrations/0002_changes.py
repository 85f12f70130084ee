from django.db import migrations, models

TITLE = models.CharField(max_length=20, help_text="Another text.")


class Migration(migrations.Migration):
    dependencies = [("searched", "0001_initial")]
    operations = [
        migrations.AlterField("Longer", "title", models.CharField(max_length=30)),
        migrations.RenameField("Renamed", "title", "heading"),
        migrations.AddField(
            "Swapped", "subtitle", models.CharField(max_length=20, default="swapped")
        ),
        migrations.RemoveField("Swapped", "body"),
        migrations.RenameModel("Old", "Moved"),
        migrations.AlterField("Untouched", "title", TITLE),
    ]
