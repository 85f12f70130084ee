from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from importlib import import_module
from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.cache.backends import db, locmem
from django.core.management import call_command
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _


class SiteApp(AppConfig):
    """
    An app of this site, and what it offers to the others. Every attribute is optional.

    A module `checks` of the app is imported when Django starts, so that its checks are registered.
    """

    menu_url: str = ""  # URL name of the app's first page: for menu, first page and sitemap
    summary: str | Promise = ""  # sentence about the app on the first page
    home_template: str = ""  # template that the first page includes
    sitemaps: Mapping[str, str] = {}  # name to the dotted path of a Sitemap class
    demo: str = ""  # dotted path of a module with demo data: see core/demo.py
    # By the name of a model: the fields of the search, the first one counts most; and the fields
    # that "Download my data" exports.
    search_fields: Mapping[str, Sequence[str]] = {}
    personal_fields: Mapping[str, Sequence[str]] = {}
    timetable: Mapping[str, timedelta] = {}  # dotted path of a task to the time between two runs

    default = False  # Django would otherwise find two classes in each apps.py.

    def __init_subclass__(cls, **kwargs):
        """Let Django find the subclass in an apps.py."""
        super().__init_subclass__(**kwargs)
        cls.default = True

    def ready(self):
        """Register the checks of the app."""
        if module_has_submodule(self.module, "checks"):
            import_module(f"{self.name}.checks")


def site_apps():
    """Return the SiteApps in the order of INSTALLED_APPS."""
    return [config for config in apps.get_app_configs() if isinstance(config, SiteApp)]


def menu_apps():
    """Return the SiteApps that are in the menu."""
    return [config for config in site_apps() if config.menu_url]


def declared_fields(model, attribute):
    """Return the fields that the app of a model declares for it, such as in `search_fields`."""
    config = apps.get_app_config(model._meta.app_label)
    return getattr(config, attribute, {}).get(model.__name__, ())


def own_apps():
    """Return the configurations of the apps in the directory of this project."""
    configs = apps.get_app_configs()
    return [config for config in configs if Path(config.path).parent == settings.BASE_DIR]


class CoreConfig(SiteApp):
    """What all apps share: base templates, health checks, the command demo."""

    name = "core"
    verbose_name = _("Core")

    def ready(self):
        """Register converters, receivers of signals and a serializer, and start the monitoring."""
        from . import converters, json_cache, monitoring  # noqa: F401  # Two register themselves.

        super().ready()
        # Only Redis has an option for it: see config/environment.py.
        db.pickle = locmem.pickle = json_cache  # type: ignore[attr-defined]
        monitoring.start()
        post_migrate.connect(create_cache_table, sender=self)
        connection_created.connect(hide_database)


def create_cache_table(using, **kwargs):
    """Create the table where the cache is in the database and the table is missing."""
    call_command("createcachetable", database=using, verbosity=0)


def hide_database(connection, **kwargs):
    """Let only its owner read a database that is a file: it holds sessions and hashes."""
    path = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor == "sqlite" and path.is_file() and path.stat().st_mode & 0o077:
        for suffix in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                Path(f"{path}{suffix}").chmod(0o600)
