"""Roles are Django's groups. Each app's migrations say what a role may do with its models."""

from django.db import migrations


def grant(role, permissions):
    """Return a migration operation that gives the group `role` permissions ("app.view_model")."""

    def forwards(apps, schema_editor):
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=role)
        group.permissions.add(*find(apps, permissions))

    def backwards(apps, schema_editor):
        group = apps.get_model("auth", "Group").objects.get(name=role)
        group.permissions.remove(*find(apps, permissions))

    return migrations.RunPython(forwards, backwards)


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
