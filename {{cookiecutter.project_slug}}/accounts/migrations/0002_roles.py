from django.db import migrations

from accounts.roles import grant


class Migration(migrations.Migration):
    """Make the roles. What they may do is said by the apps whose models they work with."""

    dependencies = [("accounts", "0001_initial")]

    operations = [
        grant("Authors", []),
        grant("Editors", []),
        grant("Moderators", []),
    ]
