class ReplicaRouter:
    """Read from the replica, and write to default. None means: let Django decide."""

    # TODO: answer these four questions.
    def db_for_read(self, model, **hints):
        """Return the name of the database to read rows of this model from."""
        return None

    def db_for_write(self, model, **hints):
        """Return the name of the database to write rows of this model to."""
        return None

    def allow_relation(self, first, second, **hints):
        """Return whether these two objects may refer to each other."""
        return None

    def allow_migrate(self, alias, app_label, **hints):
        """Return whether tables are made and changed in this database."""
        return None
