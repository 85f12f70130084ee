"""What caches keep comes back, and what others have written there is not run."""

import base64
import pickle

import pytest
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection
from django.http import HttpResponse

from core import json_cache

pytestmark = pytest.mark.django_db

ran: list[str] = []


class Poison:
    """A value that runs a function when it is unpickled."""

    def __reduce__(self):
        """Return what unpickling runs."""
        return run, ()


def run():
    ran.append("It was run.")


@pytest.fixture(params=["database", "memory"])
def cache(request, tmp_path):
    """Return a cache of each kind that has no option for its serializer."""
    return caches["default"] if request.param == "database" else LocMemCache(str(tmp_path), {})


@pytest.mark.parametrize("value", [None, True, 5, 1.5, "ä", [1.5, 2.5], {"a": {"b": [None]}}])
def test_value_comes_back(cache, value):
    cache.set("key", value)

    assert cache.get("key", "nothing") == value


def test_numbers_are_counted(cache):
    cache.set("key", 1)

    assert cache.incr("key") == 2
    assert cache.add("key", 5) is False


def test_page_comes_back_byte_by_byte(cache):
    page = HttpResponse(bytes(range(256)), content_type="text/x-odd", status=201)
    page.headers["X-Name"] = "value"

    cache.set("page", page)

    kept = cache.get("page")
    assert (kept.content, kept.headers, kept.status_code) == (page.content, page.headers, 201)


def test_what_json_lacks_is_refused(cache, reader):
    with pytest.raises(TypeError, match="not User"):
        cache.set("key", [reader])


def test_pickle_in_the_table_is_not_run():
    cache = caches["default"]
    cache.set("key", 1)
    poison = base64.b64encode(pickle.dumps(Poison())).decode()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cache SET value = %s", [poison])

    with pytest.raises(ValueError):  # noqa: PT011
        cache.get("key")

    assert ran == []


def test_pickle_in_redis_is_not_run():
    with pytest.raises(ValueError):  # noqa: PT011
        json_cache.loads(pickle.dumps(Poison()))

    assert ran == []
