"""Checks of the replicas."""

from django.core.checks import Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connections

from .replicas import aliases


@register("connection")
def check_replicas(app_configs, **kwargs):
    """Find replicas that cannot be read; the site goes on without them."""
    hint = "Start it, or correct DATABASE_REPLICA_URLS. Until then, pages are read elsewhere."
    found = []
    for alias in aliases():
        replica = connections[alias].copy()
        try:
            replica.ensure_connection()
        except (DatabaseError, ImproperlyConfigured) as error:
            said = " ".join(str(error).split())
            found.append(Warning(f"{alias} cannot be read: {said}.", hint, id="scaling.W001"))
        finally:
            replica.close()
    return found
