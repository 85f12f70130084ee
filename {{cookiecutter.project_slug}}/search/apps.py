from django.db.models.signals import post_migrate, pre_migrate

from core.apps import SiteApp


class SearchConfig(SiteApp):
    """Full-text search in the database of the site."""

    name = "search"

    def ready(self):
        """Let the indexes follow the models at each `migrate`."""
        from . import indexes

        super().ready()
        pre_migrate.connect(indexes.drop_outdated, sender=self)
        post_migrate.connect(indexes.refresh, sender=self)
