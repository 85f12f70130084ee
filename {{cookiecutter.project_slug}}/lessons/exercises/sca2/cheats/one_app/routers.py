from django.db import connections


class ReplicaRouter:
    """Read from the replica, and write to default. None means: let Django decide."""

    def db_for_read(self, model, **hints):
        """Return the name of the database to read rows of this model from."""
        if model._meta.app_label == "sca2":
            return "default" if connections["default"].in_atomic_block else "replica"
        return None

    def db_for_write(self, model, **hints):
        """Return the name of the database to write rows of this model to."""
        return "default"

    def allow_relation(self, first, second, **hints):
        """Return whether these two objects may refer to each other."""
        return True

    def allow_migrate(self, alias, app_label, **hints):
        """Return whether tables are made and changed in this database."""
        return alias == "default" if app_label == "sca2" else None
