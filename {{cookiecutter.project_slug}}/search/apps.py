"""
Create, refresh and drop the indexes around `migrate`, as the apps list models in `search_fields`.

https://docs.djangoproject.com/en/6.1/ref/signals/#management-signals
"""

from django.apps import apps as current_apps
from django.db import connections, router, transaction
from django.db.models.signals import post_migrate, pre_migrate

from core.apps import SiteApp, declared_fields

from .engines import ENGINES, index_of, installed_indexes


class SearchConfig(SiteApp):
    """Full-text search in the database of the site."""

    name = "search"

    def ready(self):
        """Let the indexes follow the models at each `migrate`."""
        super().ready()
        pre_migrate.connect(drop_changed, sender=self)
        post_migrate.connect(refresh, sender=self)


def drop_changed(using, apps=current_apps, plan=(), **kwargs):
    """Before `migrate`: drop the indexes of models that the migrations of their app may change."""
    connection = connections[using]
    changed = {
        model._meta.db_table
        for migration, _ in plan
        for step in migration.operations
        for model in apps.get_models()
        if model._meta.app_label == migration.app_label
        and step.references_model(model.__name__, migration.app_label)
    }
    drop(connection, changed & installed_indexes(connection).keys())


def refresh(using, apps=current_apps, plan=(), **kwargs):
    """After `migrate`: create the indexes that are missing or out of date, drop the others."""
    connection = connections[using]
    is_leaving = any(backwards and step.app_label == "search" for step, backwards in plan)
    wanted = {
        model._meta.db_table: index_of(model, connection)
        for model in ([] if is_leaving else apps.get_models())
        if is_searched(model) and router.allow_migrate_model(using, model)
    }
    definitions = {table: index.definition for table, index in wanted.items()}
    differing = installed_indexes(connection).items() ^ definitions.items()
    stale = {table for table, _ in differing}
    drop(connection, stale)
    for table in stale & wanted.keys():
        execute(connection, wanted[table].create())


def is_searched(model):
    """Return whether a model has all of its `search_fields`: a later migration may add some."""
    fields = declared_fields(model, "search_fields")
    return bool(fields) and {field.name for field in model._meta.get_fields()}.issuperset(fields)


def drop(connection, tables):
    """Drop the indexes of tables, or as much of each as there is."""
    for table in tables:
        execute(connection, ENGINES[connection.vendor](connection, table).drop())


def execute(connection, statements):
    """Run statements, all or none where the database can do so."""
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
