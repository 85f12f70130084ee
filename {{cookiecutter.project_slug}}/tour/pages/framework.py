from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.templatetags.site import site_apps
from tour.tracing import trace

from .base import TourPage

KINDS = {
    "middleware": _("Middleware"),
    "urls": _("URL"),
    "view": _("View"),
    "query": _("Query"),
    "template": _("Template"),
}


class FrameworkPage(TourPage):
    """A request, layer by layer."""

    key = "framework"
    claim = _(
        "A request passes layers that are each written once, short, and know only their neighbours."
    )
    main = "config/settings.py::MIDDLEWARE"

    def demonstrate(self):
        """Return what a request of a visitor passes, with a bar for each layer."""
        path = self.choice("path", self.paths())
        tracer, answer = trace(path, self.request.get_host(), self.request.is_secure())
        total = max(tracer.spans[0].ended, 0.001)
        rows = [(span, KINDS[span.kind], bars(span, 1000 / total)) for span in tracer.spans]
        return {
            "path": path,
            "paths": self.paths(),
            "answer": answer,
            "rows": rows,
            "milliseconds": total,
            "unused": tracer.unused,
        }

    def paths(self):
        """Return the addresses that one may follow; the last one does not exist."""
        lists = [reverse(app.menu_url) for app in site_apps()]
        return [*lists, "/", reverse("account_login"), "/nowhere/"]


def bars(span, scale):
    """Return x and width of what a span did itself, on the way in and out, and of all of it."""
    first, last = span.inner or (span.ended, span.ended)
    parts = [(span.began, first), (last, span.ended), (span.began, span.ended)]
    return [(f"{start * scale:.1f}", f"{(end - start) * scale:.1f}") for start, end in parts]
