"""
Make, refresh and drop the indexes around `migrate`, as the apps list models in `search_fields`.

A column of an index is changed without the index, which is made again when all migrations are
applied. An index that is as it should be is left as it is.
https://docs.djangoproject.com/en/6.1/ref/signals/#management-signals
"""

from contextlib import suppress

from django.db import connections, router, transaction
from django.db.migrations import operations as ops
from django.db.migrations.operations.fields import FieldOperation

from .engines import ENGINES, index_of, installed_indexes, searched_models

OF_TABLES = (ops.CreateModel, ops.DeleteModel, ops.RenameModel, ops.AlterModelTable)


def drop_outdated(using, apps=None, plan=(), **kwargs):
    """Before `migrate`: drop the indexes of columns that the migrations are going to change."""
    connection = connections[using]
    installed = installed_indexes(connection)
    for table, column in set(changed_columns(connection, apps, plan)):
        definition = installed.get(table)
        if definition == "" or (definition and connection.ops.quote_name(column) in definition):
            drop(connection, table)


def refresh(using, plan=(), **kwargs):
    """After `migrate`: make the indexes that are missing or out of date, drop those too many."""
    connection = connections[using]
    is_leaving = any(backwards and step.app_label == "search" for step, backwards in plan)
    wanted = {
        model._meta.db_table: index_of(model, connection)
        for model in ([] if is_leaving else searched_models())
        if router.allow_migrate_model(using, model)
    }
    installed = installed_indexes(connection)
    for table in installed.keys() - wanted.keys():
        drop(connection, table)
    for table, index in wanted.items():
        if installed.get(table) != index.definition:
            drop(connection, table)
            if set(index.columns) <= quoted_columns(connection, table):
                execute(connection, index.create())


def drop(connection, table):
    """Remove the index of a table, or as much of it as there is."""
    execute(connection, ENGINES[connection.vendor](connection, table).drop())


def execute(connection, statements):
    """Run statements, all or none where the database can do so."""
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def quoted_columns(connection, table):
    """Return the columns of a table, none for one that a later migration makes."""
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return set()
        columns = connection.introspection.get_table_description(cursor, table)
    return {connection.ops.quote_name(column.name) for column in columns}


def changed_columns(connection, apps, plan):
    """Yield table and column of each field that migrations change in the database."""
    for migration, backwards in plan:
        for operation in flat(migration.operations):
            for name in changed_models(operation):
                with suppress(LookupError):  # A model that the plan itself makes has no index.
                    meta = apps.get_model(migration.app_label, name)._meta
                    for field in meta.local_fields:
                        if is_changed(connection, field, operation, backwards):
                            yield meta.db_table, field.column


def changed_models(operation):
    """Return the names of the models whose table or columns an operation changes."""
    if isinstance(operation, FieldOperation):
        return {operation.model_name}
    if isinstance(operation, OF_TABLES):
        return {operation.name, getattr(operation, "new_name", operation.name)}
    return set()


def is_changed(connection, field, operation, backwards):
    """Return whether an operation changes more of a field than texts and validators."""
    if not isinstance(operation, FieldOperation):
        return True
    if field.name not in {operation.name, getattr(operation, "new_name", None)}:
        return False
    if backwards or not isinstance(operation, ops.AlterField):
        return True
    new = operation.field.clone()
    new.set_attributes_from_name(operation.name)
    before, after = ((f.column, f.null, f.db_parameters(connection)) for f in (field, new))
    return before != after


def flat(steps):
    """Yield operations, and those inside them."""
    for operation in steps:
        yield operation
        for inside in ("database_operations", "state_operations"):
            yield from flat(getattr(operation, inside, None) or [])
