"""Settings of a site on several machines, from environment variables."""

from config import environment
from config.environment import env


def replica(value):
    """Return Django's settings for a replica: a copy of the database that is only read from."""
    config = environment.database(value)
    options = {name: option for name, option in config["OPTIONS"].items() if name != "pool"}
    if config["ENGINE"].endswith("postgresql"):
        # A server that does not answer is noticed within two seconds.
        options = {"tcp_user_timeout": 1000} | options | {"connect_timeout": 2}
    return config | {"OPTIONS": options, "CONN_MAX_AGE": 60, "TEST": {"MIRROR": "default"}}


def soft_cache(value):
    """Return CACHES for a CACHE_URL: with one in Redis or Valkey that may fail, or empty."""
    config = environment.cache(value)
    if not value.startswith("rediscache://"):
        return {}
    return {"volatile": config | {"BACKEND": "scaling.soft_redis.SoftRedisCache"}}


found = env("DATABASE_REPLICA_URLS", cast=[replica], default=[])
REPLICAS = {f"replica{number}": config for number, config in enumerate(found, 1)}
DATABASE_ROUTERS = ["scaling.replicas.ReplicaRouter"] if REPLICAS else []

# For how long after a write a visitor reads from the primary. Longer than any replica lags:
# otherwise people do not find what they have saved. Each second more takes reads off the replicas.
REPLICA_PIN_SECONDS = 10

REDIS = env("CACHE_URL", cast=soft_cache, default={})

# For how long /readyz answers 503 before `manage.py serve` stops. Longer than the load balancer
# takes to notice: otherwise it sends requests to a server that is gone.
DRAIN_SECONDS = env.int("DRAIN_SECONDS", default=0)
