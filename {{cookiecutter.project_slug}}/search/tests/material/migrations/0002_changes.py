from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("searched", "0001_initial")]
    operations = [
        migrations.AlterField("Altered", "title", models.CharField(max_length=30)),
        migrations.RenameField("Altered", "title", "heading"),
        migrations.RemoveField("Altered", "body"),
        migrations.AddField("Added", "more", models.CharField(max_length=9, default="more")),
        migrations.RenameModel("Old", "Moved"),
    ]
