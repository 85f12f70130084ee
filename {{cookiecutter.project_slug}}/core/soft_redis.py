"""A cache in Redis or Valkey whose failure costs time alone, never an error page."""

import logging
import time
from collections import defaultdict
from dataclasses import dataclass

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

PAUSE_SECONDS = 2  # For so long after a failure, nobody waits for the server.

logger = logging.getLogger("core.soft_redis")


@dataclass
class Breaker:
    """What a process knows of a server: until when not to ask it, and what it has missed."""

    open_until: float = 0.0
    missed_a_change: bool = False


breakers: defaultdict[tuple, Breaker] = defaultdict(Breaker)


class SoftRedisCacheClient(RedisCacheClient):
    """
    Answers "not there" while the server cannot be reached.

    What was changed or deleted meanwhile would come back old, such as the session of somebody
    who has signed out. So the server is emptied before it is asked again: give it to the
    caches of this site alone.
    """

    _servers: list[str]  # set by Django

    def softly(self, method, *args, missing, is_change=False):
        """Call a method of the server, or return what is returned for a missing key."""
        breaker = breakers[tuple(self._servers)]
        if time.monotonic() >= breaker.open_until:
            try:
                if breaker.missed_a_change:
                    super().clear()
                    breaker.missed_a_change = False
                return method(*args)
            except RedisError as error:
                breaker.open_until = time.monotonic() + PAUSE_SECONDS
                logger.warning("Nobody asks the cache for %s seconds: %s", PAUSE_SECONDS, error)
        breaker.missed_a_change |= is_change
        return missing

    def add(self, key, value, timeout):
        """Store a value unless there is one, and return whether that was done."""
        return self.softly(super().add, key, value, timeout, missing=False)

    def get(self, key, default):
        """Return a value."""
        return self.softly(super().get, key, default, missing=default)

    def set(self, key, value, timeout):
        """Store a value."""
        self.softly(super().set, key, value, timeout, missing=None, is_change=True)

    def touch(self, key, timeout):
        """Let a value expire later, and return whether it is there."""
        return self.softly(super().touch, key, timeout, missing=False)

    def delete(self, key):
        """Delete a value, and return whether it was there."""
        return self.softly(super().delete, key, missing=False, is_change=True)

    def get_many(self, keys):
        """Return the values that are there."""
        return self.softly(super().get_many, keys, missing={})

    def has_key(self, key):
        """Return whether a value is there."""
        return self.softly(super().has_key, key, missing=False)

    def incr(self, key, delta):
        """Return the value after adding to it; raise ValueError where there is none."""
        value = self.softly(super().incr, key, delta, missing=None, is_change=True)
        if value is None:
            raise ValueError(f"Key {key!r} not found")
        return value

    def set_many(self, data, timeout):
        """Store some values."""
        self.softly(super().set_many, data, timeout, missing=None, is_change=True)

    def delete_many(self, keys):
        """Delete some values."""
        self.softly(super().delete_many, keys, missing=None, is_change=True)

    def clear(self):
        """Delete all values."""
        return self.softly(super().clear, missing=False, is_change=True)


class SoftRedisCache(RedisCache):
    """Django's cache in Redis, with a client that does not fail."""

    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = SoftRedisCacheClient
