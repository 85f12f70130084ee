"""Serializer of caches: Django's pickles let anybody who can write to a cache run code here."""

import json
from functools import partial

from django.http import HttpResponse


def dumps(value, protocol=None):
    """Return a value as JSON; raise TypeError for what JSON lacks and is no page."""
    return json.dumps(value, default=parts).encode()


def parts(page):
    """Return a page as a dictionary."""
    if not isinstance(page, HttpResponse):
        raise TypeError(f"Caches keep JSON, and not {type(page).__name__}: cache its values.")
    content = page.content.decode("latin-1")
    return {"content": content, "headers": dict(page.items()), "status": page.status_code}


def whole(value):
    """Return a dictionary as it is, or the page that it was made of."""
    if value.keys() != {"content", "headers", "status"}:
        return value
    return HttpResponse(value.pop("content").encode("latin-1"), **value)


loads = partial(json.loads, object_hook=whole)
