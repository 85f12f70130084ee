"""What this process is, and what it shares with others: databases, caches, queue."""

import contextvars
import os
import platform
import secrets
import socket
import sys
import threading
import time
from dataclasses import dataclass
from datetime import timedelta

try:
    import resource
except ImportError:  # on Windows
    resource = None  # type: ignore[assignment]

from django.conf import settings
from django.core.cache import caches
from django.db import connections, router
from django.tasks import task_backends

from tour import rows

BEGIN = time.monotonic()


def process(request):
    """Return the facts about the process that answers a request."""
    return {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "server": request.META.get("SERVER_SOFTWARE", ""),
        "thread": threading.current_thread().name,
        "threads": threading.active_count(),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "age": timedelta(seconds=int(time.monotonic() - BEGIN)),
        "megabytes": peak_megabytes(),
        "serve": settings.SERVER,
    }


def peak_megabytes():
    """Return the most memory that the process has taken so far, None on Windows."""
    if resource is None:
        return None
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


@dataclass(frozen=True)
class Database:
    """A database of the settings, and whether rows of a model are read and written there now."""

    alias: str
    product: str
    is_read: bool
    is_written: bool


def databases(model):
    """Return all databases; the router says which of them are used for a model."""
    # In a copy, because the router remembers who wants to write, and nobody does here.
    ask = contextvars.copy_context().run
    read, written = ask(router.db_for_read, model), ask(router.db_for_write, model)
    return [
        Database(alias, connections[alias].display_name, alias == read, alias == written)
        for alias in connections
    ]


@dataclass(frozen=True)
class Cache:
    """A cache of the settings, and what became of a value that was stored there."""

    alias: str
    backend: str
    was_empty: bool
    is_hit: bool
    milliseconds: float


def probe(alias):
    """Look for a value and, in development, store it, look again, delete it."""
    cache, key = caches[alias], f"tour:{secrets.token_hex(8)}"
    begin = time.perf_counter()
    was_empty = cache.get(key) is None
    is_hit = settings.DEBUG and kept(cache, key)
    took = (time.perf_counter() - begin) * 1000
    return Cache(alias, type(cache).__name__, was_empty, is_hit, took)


def kept(cache, key):
    """Return whether a value that is stored is there."""
    try:
        cache.set(key, "kept", timeout=5)
        return cache.get(key) == "kept"
    finally:
        cache.delete(key)


def queue():
    """Return the backend of tasks, and what the module in `rows/` tells of its queue."""
    facts = {"backend": type(task_backends["default"]).__name__}
    for module in rows.modules():
        facts |= getattr(module, "queue", dict)()
    return facts
