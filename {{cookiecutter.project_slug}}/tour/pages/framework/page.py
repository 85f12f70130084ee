from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.apps import menu_apps
from tour.pages.base import TourPage
from tour.places import place_of
from tour.tracing import fastest

KINDS = {
    "middleware": _("Middleware"),
    "urls": _("URL"),
    "view": pgettext_lazy("a function", "View"),
    "query": _("Query"),
    "template": _("Template"),
    "error": _("Error page"),
}


class FrameworkPage(TourPage):
    """A request, layer by layer."""

    key = "framework"
    claim = _(
        "Django decides where each kind of code goes: a request passes middleware, URL, view, "
        "model and template, in an order that you can read."
    )
    main = "config/settings.py::MIDDLEWARE"

    def demonstrate(self):
        """Return what a request of a visitor passes, with a bar for each layer."""
        path = self.choice("path", self.paths())
        tracer, answer = fastest(3, path, self.request.get_host(), self.request.is_secure())
        total = max(tracer.spans[0].ended, 0.001)
        return {
            "path": path,
            "paths": self.paths(),
            "answer": answer,
            "rows": [(KINDS[kind], *row) for kind, *row in rows(tracer, 1000 / total)],
            "milliseconds": total,
            "passed": len(settings.MIDDLEWARE) - len(tracer.unused),
            "middleware": len(settings.MIDDLEWARE),
        }

    def paths(self):
        """Return the addresses that one may follow; the last one does not exist."""
        lists = [reverse(app.menu_url) for app in menu_apps()]
        return [*lists, "/", reverse("account_login"), "/nowhere/"]


def rows(tracer, scale):
    """Yield (kind, name, place, span, bars) of all layers; one that is unused has no span."""
    spans = iter(tracer.spans)
    for name in settings.MIDDLEWARE:
        span = None if name in tracer.unused else next(spans)
        place = span.place if span else place_of(import_string(name))
        yield "middleware", name.rpartition(".")[2], place, span, span and bars(span, scale)
    for span in spans:
        yield span.kind, span.name, span.place, span, bars(span, scale)


def bars(span, scale):
    """Return x and width of what a span did itself, on the way in and out, and of all of it."""
    first, last = span.inner or (span.ended, span.ended)
    parts = [(span.began, first), (last, span.ended), (span.began, span.ended)]
    return [(f"{start * scale:.1f}", f"{(end - start) * scale:.1f}") for start, end in parts]
