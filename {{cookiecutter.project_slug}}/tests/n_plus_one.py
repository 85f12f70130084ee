"""
Fail a test where a page asks the database again for each row of a list: N+1 queries.

Fetch modes of Django 6.1 see foreign keys alone, and in those querysets alone that ask for it.
So zeal watches each request of a test, and these lines add what to type. It sees no count() and
no exists() in a loop: for those, the tests of lists count queries, with few rows and with many.
"""

import re

from django.apps import apps
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
        """Add page and advice to the error, which names model and field, and the line of a view."""
        if isinstance(exception, NPlusOneError) and (found := FOUND.search(str(exception))):
            view = request.resolver_match.view_name
            exception.add_note(f"Page {request.path} ({view}): {advice(*found.groups())}")


def advice(app, model, name):
    """Return what makes the list load the field of all rows at once."""
    fields = {field.name: field for field in apps.get_model(app, model)._meta.get_fields()}
    field = fields.get(name)  # None for what other rows say of this one, as in post.comment_set
    if field and not field.is_relation:
        return f'take "{name}" out of defer(), or add it to only().'
    is_one = field and (field.many_to_one or field.one_to_one)
    return f'add .{"select" if is_one else "prefetch"}_related("{name}") to the queryset.'
