from django.apps import apps
from django.db import migrations
from django.db.migrations.state import ModelState

STATES = [ModelState.from_model(model) for model in apps.get_app_config("material").get_models()]


class Migration(migrations.Migration):
    """Create the models as they are, so that a change of them needs no other migration."""

    operations = [
        migrations.CreateModel(state.name, list(state.fields.items()), bases=state.bases)
        for state in STATES
    ]
