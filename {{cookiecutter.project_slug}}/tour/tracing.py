"""Follow one request through all layers of this site, in this process."""

import time
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.core.handlers.base import BaseHandler
from django.core.handlers.exception import convert_exception_to_response
from django.db import connection
from django.test import RequestFactory
from django.urls import get_script_prefix, set_script_prefix
from django.utils.module_loading import import_string

from .places import Place, place_of


@dataclass
class Span:
    """
    What the request passed, with the milliseconds from its start to the way in and out.

    `inner` is the time between the way in of the first span inside it and the way out of
    the last one, as a pair, or None. `kind` is middleware, urls, view, query or template.
    """

    kind: str
    name: str
    place: Place | None
    began: float
    ended: float = 0.0
    inner: tuple[float, float] | None = None

    @property
    def label(self):
        """Return the name, without the module of a middleware."""
        return self.name.rpartition(".")[2] if self.kind == "middleware" else self.name

    @property
    def own(self):
        """Return the time spent here, and not further inside."""
        inside = self.inner[1] - self.inner[0] if self.inner else 0
        return self.ended - self.began - inside


class Tracer(BaseHandler):
    """Django's handler of requests, with a clock around each layer."""

    def __init__(self):
        self.spans: list[Span] = []
        self.open: list[Span] = []
        self.unused: list[str] = []  # middleware that says it has nothing to do here
        self._view_middleware: list = []
        self._template_response_middleware: list = []
        self._exception_middleware: list = []
        chain = self._get_response  # type: ignore[attr-defined]
        for path in reversed(settings.MIDDLEWARE):
            try:
                middleware = import_string(path)(convert_exception_to_response(chain))
            except MiddlewareNotUsed:
                self.unused.append(path)
                continue
            if hasattr(middleware, "process_view"):
                self._view_middleware.insert(0, middleware.process_view)
            chain = self.timed(middleware, path)
        self._middleware_chain = convert_exception_to_response(chain)

    def timed(self, middleware, path):
        """Return the middleware with a clock around it."""

        def passed(request):
            with self.span("middleware", path, place_of(import_string(path))):
                return middleware(request)

        return passed

    def resolve_request(self, request):
        """Find the view of an address, with the clock running."""
        urlconf = Place(Path(import_module(settings.ROOT_URLCONF).__file__ or ""))
        with self.span("urls", request.path_info, urlconf):
            return super().resolve_request(request)

    def make_view_atomic(self, view):
        """Return the view with a clock around it, and around the template that it picks."""
        inner = super().make_view_atomic(view)

        def passed(request, *args, **kwargs):
            with self.span("view", request.resolver_match.view_name, place_of(view)):
                response = inner(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render = self.timed_render(response)
            return response

        return passed

    def timed_render(self, response):
        """Return the method that fills in the template of a response, with a clock around it."""

        def render():
            del response.render  # Below it, the method of the class is found again.
            template = response.resolve_template(response.template_name)
            name, file = template.template.name, Path(template.origin.name)
            with self.span("template", name, Place(file)):
                return response.render()

        return render

    def query(self, execute, sql, params, many, context):
        """Send a query to the database, with the clock running."""
        with self.span("query", sql, None):
            return execute(sql, params, many, context)

    @contextmanager
    def span(self, kind, name, place):
        """Note when the code in the block begins and ends, and what it is inside of."""
        span = Span(kind, name, place, self.now())
        self.spans.append(span)
        self.open.append(span)
        try:
            yield
        finally:
            span.ended = self.now()
            self.open.pop()
            if self.open:
                outer = self.open[-1]
                outer.inner = (outer.inner[0] if outer.inner else span.began, span.ended)

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


def trace(path, host, secure):
    """
    Return a Tracer that has answered a GET of somebody unknown, and the answer.

    With its cookie, the request gets no page that was kept for visitors: it passes everything.
    The answer is not closed: that would close the connection of the page that asks for it.
    """
    tracer = Tracer()
    headers = {"host": host, "cookie": "traced=yes"}
    request = RequestFactory().get(path, headers=headers, secure=secure)
    return tracer, tracer.get_response(request)
