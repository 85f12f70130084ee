"""
Make, refresh and drop the indexes around `migrate`, as the apps list models in `search_fields`.

A column of an index is changed without the index, which is made again when all migrations are
applied. An index that is as it should be is left as it is.
https://docs.djangoproject.com/en/6.1/ref/signals/#management-signals
"""

from contextlib import suppress

from django.db import connections, router, transaction
from django.db.migrations import operations
from django.db.migrations.operations.fields import FieldOperation

from .engines import index_of, index_of_table, installed_indexes, searched_models


def drop_outdated(using, apps=None, plan=(), **kwargs):
    """Before `migrate`: drop the indexes of columns that the migrations are going to change."""
    connection = connections[using]
    quote, installed = connection.ops.quote_name, installed_indexes(connection)
    changed = set(changed_columns(connection, apps, plan)) if installed else set()
    for table, column in changed:
        definition = installed.get(table)
        if definition == "" or (definition and (column is None or quote(column) in definition)):
            execute(connection, index_of_table(connection, table).drop())


def refresh(using, plan=(), **kwargs):
    """After `migrate`: make the indexes that are missing or out of date, drop those too many."""
    connection = connections[using]
    is_leaving = any(backwards and step.app_label == "search" for step, backwards in plan)
    models = [] if is_leaving else searched_models()
    wanted = {
        model._meta.db_table: index_of(model, connection)
        for model in models
        if router.allow_migrate_model(using, model)
    }
    installed = installed_indexes(connection)
    for table in installed.keys() - wanted.keys():
        execute(connection, index_of_table(connection, table).drop())
    for table, index in wanted.items():
        if installed.get(table) != index.definition:
            is_possible = set(index.columns) <= quoted_columns(connection, table)
            execute(connection, [*index.drop(), *(index.create() if is_possible else [])])


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
    """Yield table and column of each field that migrations change, or None for the whole table."""
    for migration, backwards in plan:
        for operation in flat(migration.operations):
            for name in changed_models(operation):
                with suppress(LookupError):  # A model that the plan itself makes has no index.
                    meta = apps.get_model(migration.app_label, name)._meta
                    for field in changed_fields(connection, operation, meta, backwards):
                        yield meta.db_table, field and field.column


def changed_models(operation):
    """Return the names of the models whose table or columns an operation changes."""
    if isinstance(operation, FieldOperation):
        return [operation.model_name]
    if isinstance(operation, operations.RenameModel):
        return [operation.old_name, operation.new_name]
    return [operation.name] if isinstance(operation, operations.AlterModelTable) else []


def changed_fields(connection, operation, meta, backwards):
    """Return the fields that an operation changes in the database; None for the whole table."""
    if not isinstance(operation, FieldOperation):
        return [None]
    names = {operation.name, getattr(operation, "new_name", operation.name)}
    fields = [field for field in meta.local_fields if field.name in names]
    if isinstance(operation, operations.AlterField) and not backwards:
        new = operation.field.clone()
        new.set_attributes_from_name(operation.name)
        return [
            field for field in fields if described(connection, field) != described(connection, new)
        ]
    return fields


def described(connection, field):
    """Return what a database knows of a field, without texts and validators."""
    return field.column, field.null, field.db_parameters(connection)


def flat(steps):
    """Yield operations, and those inside them."""
    for operation in steps:
        yield operation
        yield from flat(getattr(operation, "database_operations", None) or [])
        yield from flat(getattr(operation, "state_operations", None) or [])
