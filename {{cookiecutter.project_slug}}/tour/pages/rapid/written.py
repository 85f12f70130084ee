"""What this site has written for a model, and the same for a model with one more field."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.migrations.state import ProjectState
from django.forms import ModelForm
from django.forms.models import modelform_factory
from django.utils.module_loading import module_has_submodule
from ninja import ModelSchema
from ninja.orm.fields import get_schema_field
from pydantic import create_model


@dataclass(frozen=True)
class Written:
    """A model, its form, its admin, and what a client of the API is told about it."""

    model: Any
    form: Any
    admin: Any
    schema: Any


def written_for(model):
    """Return the model with the classes of its app that are about it."""
    form = first_about(model, "forms", ModelForm)
    return Written(
        model=model,
        form=form or modelform_factory(model, fields="__all__"),
        admin=admin.site.get_model_admin(model),
        schema=first_about(model, "api", ModelSchema),
    )


def first_about(model, module, base):
    """Return the first class about the model in a module of its app, or None."""
    app = apps.get_app_config(model._meta.app_label)
    if not module_has_submodule(app.module, module):
        return None
    items = vars(import_module(f"{app.name}.{module}")).values()
    classes = [item for item in items if isinstance(item, type) and issubclass(item, base)]
    return next((item for item in classes if meta(item, "model") is model), None)


def meta(item, name):
    """Return an option of a form or schema, or None."""
    return getattr(getattr(item, "Meta", None), name, None)


def state_with(model, name, field):
    """Return the models of the site as migrations see them, this one with one more field."""
    options, state = model._meta, ProjectState.from_apps(apps)
    key = options.app_label, options.model_name
    in_order = sorted([*options.local_fields, *options.local_many_to_many])
    fields = state.models[key].fields  # Here many-to-many fields come last.
    state.models[key].fields = {item.name: fields[item.name] for item in in_order}
    state.add_field(*key, name, field.clone(), preserve_default=True)
    return state


def with_field(written, name, field):
    """
    Return the same for a copy of the model that has one more field.

    The copy lives in a registry of its own, as models of migrations do. Where a form or an
    admin lists its fields, the copy of the list has the new name too.
    """
    options = written.model._meta
    state = state_with(written.model, name, field)
    model = state.apps.get_model(options.app_label, options.model_name)
    return Written(
        model=model,
        form=modelform_factory(model, form=written.form, fields=fields_with(written.form, name)),
        admin=admin_with(written.admin, model, name),
        schema=schema_with(written.schema, model._meta.get_field(name)),
    )


def fields_with(form, name):
    """Return the fields of a form with one more, or "__all__", which has it already."""
    fields = form.Meta.fields
    return fields if fields == "__all__" else [*fields, name]


def admin_with(model_admin, model, name):
    """Return the same admin for another model; if it lists its fields, with one more."""
    base = type(model_admin)
    more = {"fields": [*base.fields, name]} if base.fields else {}
    return type(base.__name__, (base,), more)(model, model_admin.admin_site)


def schema_with(schema, field):
    """Return the same schema with one more field."""
    new = {field.name: get_schema_field(field)}
    return create_model(schema.__name__, __base__=schema, __doc__=schema.__doc__, **new)


def lists_of_fields(written):
    """Return where this site lists fields of the model: `file::name`, for Excerpt."""
    places = [
        (item, "Meta.fields")
        for item in (written.form, written.schema)
        if isinstance(meta(item, "fields"), list)
    ]
    if written.admin.fields:
        places.append((type(written.admin), "fields"))
    return [
        f"{item.__module__.replace('.', '/')}.py::{item.__name__}.{name}" for item, name in places
    ]
