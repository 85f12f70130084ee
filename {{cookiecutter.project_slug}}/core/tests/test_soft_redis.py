"""A cache in Redis that is away: what it answers, and that nobody waits for it."""

import socket
import time
from collections import defaultdict

import pytest

from config import environment
from core import soft_redis
from core.soft_redis import SoftRedisCache


@pytest.fixture
def away(monkeypatch):
    """Return a cache whose server does not answer."""
    monkeypatch.setattr(soft_redis, "breakers", defaultdict(soft_redis.Breaker))
    config = environment.cache("rediscache://127.0.0.1:9/0")
    return SoftRedisCache(config["LOCATION"], config)


def test_nothing_is_there(away):
    assert away.get("a") is None
    assert away.get("a", 1) == 1
    assert away.get_many(["a", "b"]) == {}
    assert "a" not in away
    assert away.add("a", 1) is False
    assert away.touch("a") is False
    assert away.delete("a") is False
    assert away.set("a", 1) is None
    assert away.set_many({"a": 1}) == []
    assert away.delete_many(["a"]) is None
    assert away.clear() is False
    assert away.get_or_set("a", lambda: 5) == 5
    with pytest.raises(ValueError, match="not found"):
        away.incr("a")


def test_server_is_asked_once_in_two_seconds(away, caplog):
    for _ in range(50):
        away.get("a")

    assert caplog.text.count("Nobody asks the cache for 2 seconds") == 1


def test_server_that_hangs_costs_a_quarter_of_a_second(monkeypatch):
    monkeypatch.setattr(soft_redis, "breakers", defaultdict(soft_redis.Breaker))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        config = environment.cache(f"rediscache://127.0.0.1:{silent.getsockname()[1]}/0")
        cache = SoftRedisCache(config["LOCATION"], config)
        start = time.monotonic()

        assert cache.get("a") is None

    assert time.monotonic() - start < 1
