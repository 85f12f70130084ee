"""What follows from a model, as text. All of it is made in memory, and nothing is carried out."""

import json

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter
from django.urls import reverse
from ninja.schema import NinjaGenerateJsonSchema

from .written import state_with

AUTO_ID = "of_%s"  # The page has fields of its own.


def of_table(model):
    """Return what makes the table of a model that is new."""
    return {"migration": first_migration(model), "sql": table_sql(model)}


def of_column(model, longer, name):
    """Return what adds the column that a copy of the model has, and the model has not."""
    field = longer._meta.get_field(name)
    return {"migration": next_migration(model, name, field), "sql": column_sql(model, field)}


def of_code(written, request):
    """Return what the form, the admin and the API have from the model."""
    form = blank(written.form)
    return {
        "form": "\n".join(line.strip() for line in form.as_div().splitlines() if line.strip()),
        "rules": rules(form),
        "admin": admin_pages(written.admin, request),
        "api": schema_json(written.schema),
    }


def first_migration(model):
    """Return what makemigrations would write if the model were new."""
    state = ProjectState.from_apps(apps)
    state.remove_model(model._meta.app_label, model._meta.model_name)
    return migration(model, state, ProjectState.from_apps(apps), MigrationGraph())


def next_migration(model, name, field):
    """Return what makemigrations would write now if the model had one more field."""
    graph = MigrationLoader(None).graph
    state = ProjectState.from_apps(apps)
    return migration(model, state, state_with(model, name, field), graph)


def migration(model, before, after, graph):
    """Return the migration of the app of the model that leads from one state to another."""
    label = model._meta.app_label
    detector = MigrationAutodetector(before, after, MigrationQuestioner(specified_apps={label}))
    changes = detector.changes(graph, trim_to_apps={label})[label]
    return MigrationWriter(changes[0], include_header=False).as_string().strip()


def table_sql(model):
    """Return the SQL that makes the table of the model, for the database of this site."""
    return collected(lambda editor: editor.create_model(model))


def column_sql(model, field):
    """Return the SQL that adds the column of a field to the table of the model."""
    return collected(lambda editor: editor.add_field(model, field))


def collected(change):
    """Return the statements of a change of the schema, one a line, without executing them."""
    editor = connection.schema_editor(collect_sql=True, atomic=False)
    editor.deferred_sql = []  # Entering the editor does this, but would lock SQLite as well.
    change(editor)
    statements = [*editor.collected_sql, *map(str, editor.deferred_sql)]
    return "\n".join(f"{statement.rstrip(';')};" for statement in statements)


def blank(form_class):
    """Return an empty form; what there is to choose from in the database is left out."""
    form = form_class(auto_id=AUTO_ID)
    for field in form.fields.values():
        if hasattr(field, "queryset"):
            field.queryset = field.queryset.none()
    return form


def rules(form):
    """Return what is checked when a form is sent, one rule a line."""
    options = form._meta.model._meta
    fields = {field.name: field for field in options.get_fields()}
    found = [
        f"{name}: {rule}"
        for name, field in form.fields.items()
        for rule in rules_of(field, fields.get(name))
    ]
    found += [f"{type(item).__name__}: {item.name}" for item in options.constraints]
    return "\n".join(found)


def rules_of(field, model_field):
    """Return the rules of a field of a form, and of the field of the model behind it."""
    found = ["required"] if field.required else []
    if getattr(model_field, "unique", False):
        found.append("unique")
    for validator in [*field.validators, *getattr(model_field, "validators", [])]:
        name = getattr(validator, "__name__", type(validator).__name__)
        limit = f"({validator.limit_value})" if hasattr(validator, "limit_value") else ""
        found.append(name + limit)
    return dict.fromkeys(found)


def admin_pages(model_admin, request):
    """Return the addresses of an admin, and the fields of its form, one a line."""
    options = model_admin.opts
    start = reverse(f"admin:{options.app_label}_{options.model_name}_changelist")
    addresses = [f"{start}{item.pattern}" for item in model_admin.get_urls() if item.name]
    fields = model_admin.get_form(request).base_fields.items()
    return "\n".join(
        [*addresses, *(f"{name}: {type(field.widget).__name__}" for name, field in fields)]
    )


def schema_json(schema):
    """Return what /api/docs says about a schema."""
    described = schema.model_json_schema(
        by_alias=False, mode="serialization", schema_generator=NinjaGenerateJsonSchema
    )
    return json.dumps(described, indent=2, cls=DjangoJSONEncoder)
