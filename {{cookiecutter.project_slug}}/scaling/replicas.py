"""
Read from copies of the database, without missing one's own writes.

Only pages are read from a replica, and only where nothing was written: a visitor who writes
reads from the primary for REPLICA_PIN_SECONDS, by a cookie. Commands, tasks, and programs
with a token, which keep no cookies, always do. A replica that fails is not used for a while.
https://docs.djangoproject.com/en/6.1/topics/db/multi-db/
"""

import logging
import random
import time
from contextvars import ContextVar
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DEFAULT_DB_ALIAS, Error, OperationalError, connections

PAUSE_SECONDS = 5  # for which a replica that has failed is not used

# Apps whose rows no page shows: after a write to them, a visitor may read from replicas.
UNSEEN = {"django_cache", "django_tasks_database", "sessions", "usersessions"}
# Who a visitor is and may do is read where it is written: a session that ended stays ended.
PRIMARY_ONLY = UNSEEN | {"account", "auth", "contenttypes", "mfa"}
PRIMARY_ONLY |= {settings.AUTH_USER_MODEL.partition(".")[0]}

logger = logging.getLogger("scaling.replicas")

may_read_replica: ContextVar[bool] = ContextVar("may_read_replica", default=False)
has_written: ContextVar[bool] = ContextVar("has_written", default=False)
has_asked_replica: ContextVar[bool] = ContextVar("has_asked_replica", default=False)
paused_until: dict[str, float] = {}


def aliases():
    """Return the names of the replicas in DATABASES."""
    return [alias for alias in connections if alias.startswith("replica")]


def label_of(model):
    """Return the label of the app whose table it is, for a proxy too; the cache has no model."""
    return getattr(model._meta, "concrete_model", model)._meta.app_label


class ReplicaRouter:
    """Choose the database of each query."""

    def db_for_read(self, model, **hints):
        """Return a replica that is available, or the primary."""
        if (
            not may_read_replica.get()
            or has_written.get()
            or label_of(model) in PRIMARY_ONLY
            or connections[DEFAULT_DB_ALIAS].in_atomic_block
        ):
            return DEFAULT_DB_ALIAS
        ready = [alias for alias in aliases() if paused_until.get(alias, 0) < time.monotonic()]
        random.shuffle(ready)
        return next(filter(is_available, ready), DEFAULT_DB_ALIAS)

    def db_for_write(self, model, **hints):
        """Return the primary, and remember that this request reads from it from now on."""
        if label_of(model) not in UNSEEN:
            has_written.set(True)
        return DEFAULT_DB_ALIAS

    def allow_relation(self, first, second, **hints):
        """Allow all: replicas hold the same rows."""
        return True

    def allow_migrate(self, alias, app_label, **hints):
        """Migrate only the primary."""
        return alias not in aliases()


def is_available(alias):
    """Return whether a replica can be read; one that cannot is not used for a while."""
    connection = connections[alias]
    was_open = connection.connection is not None
    try:
        connection.close_if_health_check_failed()
        if was_open and connection.connection is None:
            raise OperationalError("The connection is lost.")
        connection.ensure_connection()
    except Error as error:
        paused_until[alias] = time.monotonic() + PAUSE_SECONDS
        logger.warning("%s is not used for %s seconds: %s", alias, PAUSE_SECONDS, error)
        return False
    has_asked_replica.set(True)
    return True


class ReadYourWritesMiddleware:
    """Let visitors who have written something read it from the primary."""

    def __init__(self, get_response):
        if not aliases():
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.cookie = f"{settings.COOKIE_PREFIX}recent_write"

    def __call__(self, request):
        """Choose where the request may read, and set the cookie where it has written."""
        only_reads = request.method in {"GET", "HEAD"}
        is_program = "Authorization" in request.headers
        allowed = only_reads and not is_program and self.cookie not in request.COOKIES
        variables = {may_read_replica: allowed, has_written: False, has_asked_replica: False}
        tokens = [(variable, variable.set(value)) for variable, value in variables.items()]
        try:
            response = self.get_response(request)
            if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE and has_asked_replica.get():
                # It went away in the middle of a page, which is made again without it.
                may_read_replica.set(False)
                response = self.get_response(request)
            if has_written.get():
                self.remember(response)
            return response
        finally:
            for variable, token in tokens:
                variable.reset(token)

    def remember(self, response):
        """Set the cookie."""
        response.set_cookie(
            self.cookie,
            "1",
            max_age=settings.REPLICA_PIN_SECONDS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
