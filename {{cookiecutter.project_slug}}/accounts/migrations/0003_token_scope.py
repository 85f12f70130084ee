from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_security_event"),
    ]

    operations = [
        migrations.AddField(
            model_name="token",
            name="scope",
            field=models.CharField(
                choices=[("read", "Only read"), ("write", "Read and write")],
                default="write",  # what the tokens could do until now
                max_length=10,
                verbose_name="scope",
            ),
        ),
        migrations.AlterField(
            model_name="token",
            name="scope",
            field=models.CharField(
                choices=[("read", "Only read"), ("write", "Read and write")],
                default="read",
                max_length=10,
                verbose_name="scope",
            ),
        ),
    ]
