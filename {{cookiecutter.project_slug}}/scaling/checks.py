from django.core.checks import Warning, register

from .replicas import aliases, is_available


@register("connection")
def check_replicas(app_configs, **kwargs):
    """Find replicas that cannot be read; the site goes on without them, and logs why."""
    hint = "Start it, or correct DATABASE_REPLICA_URLS."
    return [
        Warning(f"{alias} cannot be read.", hint, id="scaling.W001")
        for alias in aliases()
        if not is_available(alias)
    ]
