"""
What a migration does to have a full-text index, and how it stays whole.

https://docs.djangoproject.com/en/6.1/ref/migration-operations/#writing-your-own
"""

from django.apps import apps
from django.db import connections
from django.db.migrations.operations.base import Operation

from .engines import index_of


class SearchIndex(Operation):
    """Make a full-text index on fields of a model; the first one counts most."""

    reversible = True

    def __init__(self, model_name, fields):
        self.model_name, self.fields = model_name, fields

    def deconstruct(self):
        """Return what a migration file has to say."""
        return type(self).__name__, [self.model_name, self.fields], {}

    def describe(self):
        """Return a line for `migrate --plan`."""
        return f"Make a full-text index on {self.model_name}"

    def state_forwards(self, app_label, state):
        """Change nothing that models know of."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """Make the index."""
        for statement in self.index(app_label, schema_editor, to_state).create():
            schema_editor.execute(statement, None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Remove the index."""
        for statement in self.index(app_label, schema_editor, to_state).drop():
            schema_editor.execute(statement, None)

    def index(self, app_label, schema_editor, state):
        """Return the index of the model as it is at this migration."""
        model = state.apps.get_model(app_label, self.model_name)
        return index_of(model, schema_editor.connection, self.fields)


class RemoveSearchIndex(SearchIndex):
    """Remove a full-text index, such as before one of its fields is changed or removed."""

    def describe(self):
        """Return a line for `migrate --plan`."""
        return f"Remove the full-text index on {self.model_name}"

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """Remove the index."""
        super().database_backwards(app_label, schema_editor, to_state, from_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Make the index again."""
        super().database_forwards(app_label, schema_editor, to_state, from_state)


def repair(using, **kwargs):
    """Mend the indexes of a database after `migrate`."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if hasattr(model, "search_fields") and connection.vendor == "sqlite":
                for statement in list(index_of(model, connection).repairs(cursor)):
                    cursor.execute(statement)
