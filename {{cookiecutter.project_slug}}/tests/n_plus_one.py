"""
Fail a test where a page asks the database again for each row of a list: N+1 queries.

Fetch modes of Django 6.1 see foreign keys alone, and in those querysets alone that ask for it.
So zeal watches each request of a test, and these lines add what to type.
"""

import re

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from zeal import NPlusOneError, zeal_context

FOUND = re.compile(r"N\+1 detected on (\w+)\.(\w+)\.(\w+)")


class NPlusOneMiddleware:
    """Watch a request. A list of one row hides the mistake: tests save two or more."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Raise NPlusOneError where two rows of one list fetch the same field, each its own."""
        with zeal_context():
            return self.get_response(request)

    def process_exception(self, request, exception):
        """Add what to type to the error, which names model, field and line."""
        if isinstance(exception, NPlusOneError) and (found := FOUND.search(str(exception))):
            exception.add_note(advice(*found.groups()))


def advice(app, model, name):
    """Return what makes the list load the field of all rows at once."""
    try:
        field = apps.get_model(app, model)._meta.get_field(name)
    except FieldDoesNotExist:  # what other rows say of this one, as in post.comment_set
        return f'Load it for all rows: add .prefetch_related("{name}") to the queryset.'
    if not field.is_relation:
        return f'Load it with the rows: take "{name}" out of defer(), or add it to only().'
    if field.many_to_one or field.one_to_one:
        return f'Load it with the rows: add .select_related("{name}") to the queryset.'
    return f'Load it for all rows: add .prefetch_related("{name}") to the queryset.'
