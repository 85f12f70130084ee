from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("social", "0002_roles")]

    # MariaDB lets the old index go once the new one serves the foreign key.
    operations = [
        migrations.AddIndex(
            "note",
            models.Index(fields=["author", "is_hidden", "-id"], name="note_shown_by_author"),
        ),
        migrations.RemoveIndex("note", "note_by_author"),
    ]
