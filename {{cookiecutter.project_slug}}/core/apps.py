from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.management import call_command
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """What all apps share: base templates, health checks, the commands demo and doctor."""

    name = "core"
    verbose_name = _("Core")

    def ready(self):
        """Register the checks, and what is done after each `migrate`; start the monitoring."""
        from . import checks, databases, monitoring  # noqa: F401
        from .search.operations import repair

        monitoring.start()
        post_migrate.connect(create_cache_table, sender=self)
        post_migrate.connect(repair, sender=self)


def own_apps():
    """Return the configurations of the apps in the directory of this project."""
    configs = apps.get_app_configs()
    return [config for config in configs if Path(config.path).parent == settings.BASE_DIR]


def create_cache_table(using, **kwargs):
    """Create the table where the cache is in the database and the table is missing."""
    call_command("createcachetable", database=using, verbosity=0)
