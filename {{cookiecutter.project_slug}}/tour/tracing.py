"""Follow one request through all layers of this site, in this process."""

import inspect
import time
from dataclasses import dataclass
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.core.handlers.base import BaseHandler
from django.core.handlers.exception import convert_exception_to_response
from django.db import connection
from django.test import RequestFactory
from django.urls import get_script_prefix, set_script_prefix
from django.utils.module_loading import import_string

PACKAGES = Path(django.__file__).parents[1]


@dataclass
class Layer:
    """A layer that the request passed: when it came in and went out, in ms from the start."""

    name: str
    place: str
    came: float
    went: float = 0.0

    @property
    def took(self):
        """Return the time in this layer and all inside it, in milliseconds."""
        return self.went - self.came


class Tracer(BaseHandler):
    """Django's handler of requests, with a clock before and after each layer."""

    def __init__(self):
        self.layers: list[Layer] = []
        self.left: list[str] = []
        self.unused: list[str] = []  # middleware that says it has nothing to do here
        self.queries: list[Layer] = []
        self._view_middleware: list = []
        self._template_response_middleware: list = []
        self._exception_middleware: list = []
        chain = self.timed(self._get_response, "view")  # type: ignore[attr-defined]
        for path in reversed(settings.MIDDLEWARE):
            try:
                middleware = import_string(path)(convert_exception_to_response(chain))
            except MiddlewareNotUsed:
                self.unused.append(path)
                continue
            if hasattr(middleware, "process_view"):
                self._view_middleware.insert(0, middleware.process_view)
            if hasattr(middleware, "process_template_response"):
                self._template_response_middleware.append(middleware.process_template_response)
            chain = self.timed(middleware, path)
        self._middleware_chain = convert_exception_to_response(chain)

    def timed(self, layer, name):
        """Return the layer with a clock around it."""

        def passed(request):
            record = Layer(name, place(name), self.now())
            self.layers.append(record)
            try:
                return layer(request)
            finally:
                record.went = self.now()
                self.left.append(name)

        return passed

    def now(self):
        """Return milliseconds since the request came."""
        return (time.perf_counter() - self.start) * 1000

    def get_response(self, request):
        """Return the answer, and remember what was passed on the way."""
        self.start = time.perf_counter()
        prefix = get_script_prefix()
        try:
            with connection.execute_wrapper(self.query):
                return super().get_response(request)
        finally:
            set_script_prefix(prefix)

    def query(self, execute, sql, params, many, context):
        """Run a query, and note how long it takes."""
        came = self.now()
        try:
            return execute(sql, params, many, context)
        finally:
            self.queries.append(Layer(sql, "", came, self.now()))


def trace(path, host, secure):
    """
    Return a Tracer that has answered a GET of a visitor, and the answer.

    The answer is not closed: that would close the connection of the page that asks for it.
    """
    tracer = Tracer()
    request = RequestFactory().get(path, headers={"host": host}, secure=secure)
    response = tracer.get_response(request)
    if match := request.resolver_match:
        tracer.layers[-1].place = place_of(match.func)
        tracer.layers[-1].name = match.view_name
    return tracer, response


def place(name):
    """Return where a middleware is defined."""
    return "" if name == "view" else place_of(import_string(name))


def place_of(thing):
    """Return file and line of a class or function, relative to the project or to packages."""
    thing = inspect.unwrap(thing)
    thing = getattr(thing, "view_class", thing)
    if not (inspect.isclass(thing) or inspect.isroutine(thing)):
        thing = type(thing)  # A feed is a view, and an object.
    path = Path(inspect.getfile(thing))
    root = settings.BASE_DIR if path.is_relative_to(settings.BASE_DIR) else PACKAGES
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    return f"{shown.as_posix()}:{inspect.getsourcelines(thing)[1]}"
