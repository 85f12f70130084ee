"""Ask this site for a page many times in this process, with the cache of pages off and on."""

import math
import statistics
import threading
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.handlers.base import BaseHandler
from django.db import connections
from django.test import RequestFactory
from django.urls import reverse
from django.utils.cache import get_max_age
from django.utils.translation import get_language, override

from core.apps import menu_apps

REQUESTS = 200
SECONDS = 6  # At the latest then, it ends.

alone = threading.Lock()  # Two measurements at once would slow each other down.


@dataclass
class Series:
    """What some requests of the same kind took: milliseconds and queries of each."""

    times: list[float] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)

    @property
    def median(self):
        """Return the time that half of the requests took at most."""
        return statistics.median(self.times)

    @property
    def slowest(self):
        """Return the longest time."""
        return max(self.times)

    @property
    def seconds(self):
        """Return the time of all of them."""
        return sum(self.times) / 1000

    @property
    def asked(self):
        """Return the number of queries of all of them."""
        return sum(self.queries)

    @property
    def usual_queries(self):
        """Return how many queries most of the requests made."""
        return statistics.mode(self.queries)


@dataclass
class Measurement:
    """A page asked for again and again, in turns without and with the cache."""

    path: str
    off: Series = field(default_factory=Series)
    on: Series = field(default_factory=Series)
    bodies: set[bytes] = field(default_factory=set)

    @property
    def number(self):
        """Return how many requests each series has."""
        return len(self.off.times)

    @property
    def is_whole(self):
        """Return whether the time was long enough for all requests."""
        return self.number == REQUESTS

    @property
    def factor(self):
        """Return how many times as long a request takes without the cache."""
        return self.off.median / self.on.median


class Visitor:
    """Somebody who comes for the first time with each request, and not over the network."""

    def __init__(self, host, secure):
        self.site = BaseHandler()
        self.site.load_middleware()
        self.request = partial(RequestFactory().get, headers={"host": host}, secure=secure)

    def ask(self, path, cache):
        """Return the answer, while pages are kept in this cache alone."""
        with pages_kept_in(cache), override(get_language()):  # Middleware changes it.
            # It is not closed: that would close the database of the page that asks for it.
            return self.site.get_response(self.request(path))

    def add(self, path, cache, series):
        """Ask once more, add what it took to the series, and return the answer."""
        with counted_queries() as queries:
            begin = time.perf_counter()
            response = self.ask(path, cache)
            series.times.append((time.perf_counter() - begin) * 1000)
        series.queries.append(len(queries))
        return response


@contextmanager
def pages_kept_in(cache):
    """Let the middleware keep pages in this cache, in this thread and in no other."""
    alias = settings.CACHE_MIDDLEWARE_ALIAS
    usual = caches[alias]
    caches[alias] = cache
    try:
        yield
    finally:
        caches[alias] = usual


@contextmanager
def counted_queries():
    """Yield the list of all queries that are made in the block, on any database."""
    queries = []

    def note(execute, sql, *arguments):
        queries.append(sql)
        return execute(sql, *arguments)

    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(note))
        yield queries


def measure(host, secure):
    """Return a Measurement of the first public page that is kept for visitors."""
    off, on = DummyCache("", {}), LocMemCache("tour", {})
    visitor = Visitor(host, secure)
    with alone:
        try:
            measurement = Measurement(kept_page(visitor, off))
            end = time.monotonic() + SECONDS
            for _ in range(REQUESTS):
                for cache, series in ((off, measurement.off), (on, measurement.on)):
                    response = visitor.add(measurement.path, cache, series)
                    measurement.bodies.add(response.content)
                if time.monotonic() > end:
                    break
            return measurement
        finally:
            on.clear()


def kept_page(visitor, cache):
    """Return the path of the first page that says how long it may be kept."""
    paths = [reverse(name) for name in (*(app.menu_url for app in menu_apps()), "sitemap")]
    return next(path for path in paths if get_max_age(visitor.ask(path, cache)))


def chart(measurement, width=600, height=300, left=60):
    """Return where the dots, medians and lines of a chart with a logarithmic scale are."""
    off, on = measurement.off, measurement.on
    low, high = math.log10(min(off.times + on.times)), math.log10(max(off.times + on.times))

    def y(milliseconds):
        return round(15 + (height - 25) * (high - math.log10(milliseconds)) / (high - low), 1)

    def dots(series):
        step = (width - left) / measurement.number
        return [(round(left + step * n, 1), y(took)) for n, took in enumerate(series.times)]

    powers = range(math.ceil(low), math.floor(high) + 1)
    return {
        "width": width,
        "height": height,
        "left": left,
        "off": dots(off),
        "on": dots(on),
        "lines": [(f"{10.0**power:g}", y(10.0**power)) for power in powers],
        "medians": {"off": y(off.median), "on": y(on.median)},
    }
