"""A cache in Redis that is away: what it answers, and that nobody waits for it."""

import socket

import pytest
from redis.exceptions import RedisError

from scaling import soft_redis
from scaling.settings import soft_cache
from scaling.soft_redis import SoftRedisCache, SoftRedisCacheClient


@pytest.fixture(autouse=True)
def closed(monkeypatch):
    """Begin with servers that have not failed."""
    monkeypatch.setattr(soft_redis, "paused_until", {})
    monkeypatch.setattr(soft_redis, "missed_changes", set())


@pytest.fixture
def cache():
    """Return a cache whose server does not answer."""
    return cache_at("rediscache://127.0.0.1:9/0")


def cache_at(url):
    """Return the cache that CACHE_URL names."""
    config = soft_cache(url)["volatile"]
    return SoftRedisCache(config["LOCATION"], config)


def test_nothing_is_there(cache):
    assert cache.get("a") is None
    assert cache.get("a", 1) == 1
    assert cache.get_many(["a", "b"]) == {}
    assert "a" not in cache
    assert cache.add("a", 1) is False
    assert cache.touch("a") is False
    assert cache.delete("a") is False
    assert cache.set("a", 1) is None
    assert cache.set_many({"a": 1}) == []
    assert cache.delete_many(["a"]) is None
    assert cache.clear() is False
    assert cache.get_or_set("a", lambda: 5) == 5
    with pytest.raises(ValueError, match="not found"):
        cache.incr("a")


def test_server_is_not_asked_again_during_the_pause(cache, caplog, monkeypatch):
    monkeypatch.setattr(soft_redis, "PAUSE_SECONDS", 3600)

    for _ in range(50):
        cache.get("a")

    assert caplog.text.count("The cache is not used for 3600 seconds") == 1


def test_server_that_hangs_is_one_that_is_away():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        hanging = cache_at(f"rediscache://127.0.0.1:{silent.getsockname()[1]}/0")

        assert hanging.get("a") is None  # Without a timeout, it would wait for ever.


class Server(dict):
    """Server as the client sees it, which may be down."""

    is_down = False

    def client(self, *args, **kwargs):
        if self.is_down:
            raise RedisError("Connection refused.")
        return self

    def set(self, key, value, ex):
        self[key] = value

    def delete(self, key):
        return self.pop(key, None) is not None

    def flushdb(self):
        self.clear()


@pytest.fixture
def server(monkeypatch):
    """Let each client speak to this server."""
    server = Server()
    monkeypatch.setattr(SoftRedisCacheClient, "get_client", server.client)
    return server


def test_value_of_none_is_a_value(server, cache):
    cache.set("a", None)

    assert cache.get("a", 1) is None


def test_deleted_session_does_not_come_back_with_the_server(server, cache):
    cache.set("session", "of somebody")
    server.is_down = True
    cache.delete("session")
    server.is_down = False
    soft_redis.paused_until.clear()  # The pause is over.

    assert cache.get("session") is None
    cache.set("session", "new")
    assert cache.get("session") == "new"  # It was emptied once.


def test_reading_while_the_server_is_down_empties_nothing(server, cache):
    cache.set("a", 1)
    server.is_down = True
    cache.get("a")
    server.is_down = False
    soft_redis.paused_until.clear()

    assert cache.get("a") == 1


def test_cache_elsewhere_stays_as_it_is():
    assert soft_cache("locmemcache://") == soft_cache("dbcache://cache") == {}
