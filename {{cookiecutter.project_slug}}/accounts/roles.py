"""Roles are Django's groups. Each app's migrations say what a role may do with its models."""

from django.db import router
from django.db.migrations.operations.base import Operation


class Grant(Operation):
    """Give the group `role` permissions, such as "app.view_model"."""

    reduces_to_sql = False

    def __init__(self, role, permissions):
        self.role, self.permissions = role, permissions

    def state_forwards(self, app_label, state):
        """Change no model."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """Give the permissions, and create the group if it is the first of its role."""
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            apps = to_state.apps
            group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=self.role)
            group.permissions.add(*find(apps, self.permissions))

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Take the permissions away."""
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            apps = from_state.apps
            group = apps.get_model("auth", "Group").objects.get(name=self.role)
            group.permissions.remove(*find(apps, self.permissions))

    def describe(self):
        """Return a line for `migrate --plan`."""
        return f"Give {self.role} permissions"


def find(apps, names):
    """Return the permissions; make those that Django only makes after the last migration."""
    content_types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    for name in names:
        app_label, codename = name.split(".")
        action, model = codename.split("_")
        content_type, _ = content_types.get_or_create(app_label=app_label, model=model)
        permission, _ = permissions.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": f"Can {action} {model}"}
        )
        yield permission
