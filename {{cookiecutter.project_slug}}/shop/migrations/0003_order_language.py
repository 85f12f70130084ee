from django.db import migrations, models

import shop.models.orders


class Migration(migrations.Migration):
    dependencies = [
        ("shop", "0002_roles"),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="language",
            field=models.CharField(
                default=shop.models.orders.current_language, editable=False, max_length=10
            ),
        ),
    ]
