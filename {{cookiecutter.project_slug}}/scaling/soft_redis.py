"""A cache in Redis or Valkey whose failure costs only time, never an error page."""

import logging
import time

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

# For how long after a failure no request waits for the server. Each request that tries costs a
# visitor up to half a second; a longer pause keeps pages slow after the server is back.
PAUSE_SECONDS = 2

AWAY = object()  # None is a value that caches keep.

logger = logging.getLogger("scaling.soft_redis")


paused_until: dict[tuple, float] = {}  # by server
missed_changes: set[tuple] = set()  # servers


def soft(name, *, missing, is_change=False):
    """Return the client's method of this name, which returns `missing` while the server is down."""
    method = getattr(RedisCacheClient, name)

    def call(self, *args):
        server = tuple(self._servers)
        if time.monotonic() >= paused_until.get(server, 0):
            try:
                if server in missed_changes:
                    RedisCacheClient.clear(self)
                    missed_changes.discard(server)
                return method(self, *args)
            except RedisError as error:
                paused_until[server] = time.monotonic() + PAUSE_SECONDS
                logger.warning("The cache is not used for %s seconds: %s", PAUSE_SECONDS, error)
        if is_change:
            missed_changes.add(server)
        return missing

    return call


class SoftRedisCacheClient(RedisCacheClient):
    """
    Answer "not there" while the server cannot be reached.

    What was changed or deleted meanwhile would come back old, such as the session of a person
    who has signed out. So the server is emptied before it is used again: its database must be
    only for the caches of this site.
    """

    add = soft("add", missing=False)
    set = soft("set", missing=None, is_change=True)
    touch = soft("touch", missing=False)
    delete = soft("delete", missing=False, is_change=True)
    get_many = soft("get_many", missing={})
    has_key = soft("has_key", missing=False)
    set_many = soft("set_many", missing=None, is_change=True)
    delete_many = soft("delete_many", missing=None, is_change=True)
    clear = soft("clear", missing=False, is_change=True)

    _get = soft("get", missing=AWAY)
    _incr = soft("incr", missing=AWAY, is_change=True)

    def get(self, key, default):
        """Return a value, or the default."""
        value = self._get(key, default)
        return default if value is AWAY else value

    def incr(self, key, delta):
        """Return the value after adding to it; raise ValueError where there is none."""
        value = self._incr(key, delta)
        if value is AWAY:
            raise ValueError(f"Key {key!r} not found")
        return value


class SoftRedisCache(RedisCache):
    """Django's cache in Redis, with a client that does not fail."""

    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = SoftRedisCacheClient
