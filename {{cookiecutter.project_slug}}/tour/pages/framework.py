from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.templatetags.site import site_apps
from tour.tracing import trace

from .base import TourPage

WIDTH = 600  # of the chart, in units of its own


class FrameworkPage(TourPage):
    """A request, layer by layer."""

    key = "framework"
    claim = _(
        "A request passes layers that are each written once, short, and know only their neighbours."
    )
    main = "config/settings.py::MIDDLEWARE"

    def demonstrate(self):
        """Return what a request of a visitor passes, with the scale of its chart."""
        paths = ["/", *(reverse(app.menu_url) for app in site_apps())]
        path = self.request.GET.get("path")
        path = path if path in paths else paths[-1]
        tracer, response = trace(path, self.request.get_host(), self.request.is_secure())
        scale = WIDTH / max(tracer.layers[0].took, 0.001)
        bars = [
            {"y": 18 * number, "x": round(layer.came * scale), "width": round(layer.took * scale)}
            for number, layer in enumerate([*tracer.layers, *tracer.queries])
        ]
        rows = list(zip([*tracer.layers, *tracer.queries], bars, strict=True))
        chart = {"rows": rows, "height": 18 * len(rows), "width": WIDTH}
        return {"paths": paths, "path": path, "trace": tracer, "answer": response, "chart": chart}
