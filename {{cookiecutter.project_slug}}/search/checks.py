"""
Checks of the models that are searched.

https://docs.djangoproject.com/en/6.1/topics/checks/
"""

from django.core.checks import Error, register
from django.db.models import IntegerField

from .engines import searched_models


@register
def check_primary_keys(app_configs, **kwargs):
    """Find searched models whose rows SQLite cannot refer to from its index."""
    return [
        Error(
            f"{model.__name__} is in search_fields, and its primary key is no integer.",
            "Take it out of search_fields, or give it Django's primary key.",
            id="search.E001",
        )
        for model in searched_models()
        if not isinstance(model._meta.pk, IntegerField)
    ]
