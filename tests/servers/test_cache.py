"""The shipped cache asks for a password, and whoever knows it runs no code in the site."""

import os
import pickle
import socket
import subprocess

import pytest
import redis
import yaml

from tests.commands import PRODUCTION, environment, listed
from tests.serving import program

PASSWORD = "at-least-32-random-letters-or-digits"
FILES = {
    "compose": ("deploy/compose.yaml", {"CACHE_PASSWORD": PASSWORD}),
    "kubernetes": (
        "deploy/kubernetes/base/cache.yaml",
        {"CACHE_URL": f"rediscache://:{PASSWORD}@cache:6379/0"},
    ),
}
READ = """
import json
from django.core.cache import caches
from django.http import HttpResponse
cache = caches["volatile"]
cache.set("page", HttpResponse("as it was"))
cache.set("count", 1)
try:
    poisoned = repr(cache.get("poison"))
except ValueError:
    poisoned = "refused"
print(json.dumps([cache.get("page").text, cache.incr("count"), poisoned]))
"""


class Poison:
    """A value that makes a directory when it is unpickled."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        """Say what is called."""
        return os.mkdir, (str(self.path),)


def shell_command(project, file):
    """Return what a shipped file starts, as text for a shell."""
    document = next(yaml.safe_load_all((project / file).read_text(encoding="utf-8")))
    if file.endswith("compose.yaml"):
        return document["services"]["cache"]["command"][-1].replace("$$", "$")
    return document["spec"]["template"]["spec"]["containers"][0]["command"][-1]


@pytest.fixture(params=FILES)
def port(request, unrendered):
    """Start Redis, which takes the same options as Valkey, as a shipped file does."""
    file, variables = FILES[request.param]
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = f"{program('redis-server')} - --port {port} --bind 127.0.0.1"
    command = shell_command(unrendered, file).replace("valkey-server -", server, 1)
    process = subprocess.Popen(["sh", "-c", command], env=environment(**variables))
    client = redis.Redis(
        port=port,
        password=PASSWORD,
        retry=redis.retry.Retry(redis.backoff.ConstantBackoff(0.05), 200),
    )
    client.ping()
    yield port
    process.terminate()
    assert process.wait() == 0  # It is no child of a shell.


def test_cache_asks_for_a_password_and_runs_no_code(unrendered, tmp_path, port):
    with pytest.raises(redis.AuthenticationError):
        redis.Redis(port=port).ping()
    poison = pickle.dumps(Poison(tmp_path / "made"))
    redis.Redis(port=port, password=PASSWORD).set(":2:poison", poison)

    url = f"rediscache://:{PASSWORD}@127.0.0.1:{port}/0"
    read = listed(unrendered, READ, **PRODUCTION, CACHE_URL=url)

    assert read == ["as it was", 2, "refused"]
    assert not (tmp_path / "made").exists()


def test_control_with_pickles_the_code_is_run(unrendered, tmp_path, port):
    poison = pickle.dumps(Poison(tmp_path / "made"))
    redis.Redis(port=port, password=PASSWORD).set(":2:poison", poison)
    pickles = "serializer=django.core.cache.backends.redis.RedisSerializer"

    url = f"rediscache://:{PASSWORD}@127.0.0.1:{port}/0?{pickles}"
    read = listed(unrendered, READ, **PRODUCTION, CACHE_URL=url)

    assert read == ["as it was", 2, "None"]
    assert (tmp_path / "made").exists()
