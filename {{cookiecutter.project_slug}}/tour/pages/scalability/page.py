import secrets
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.tasks.exceptions import TaskResultDoesNotExist, TaskResultMismatch
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.apps import menu_apps
from core.models import RateLimit
from tour.excerpts import Excerpt
from tour.pages.base import TourPage
from tour.tasks import square

from . import faults, measuring, process, steps


class ScalabilityPage(TourPage):
    """This process, and what many of them share."""

    key = "scalability"
    claim = _(
        "The same code runs on a laptop and on many machines: the environment makes the difference."
    )
    main = "config/environment.py::Environment"
    actions = TourPage.actions | {"measure": "measure", "enqueue": "enqueue"}

    def demonstrate(self):
        """Return what this process is, what was recorded, and the task that is watched."""
        models = (model for app in menu_apps() for model in app.get_models())
        model = next(models, RateLimit)
        return {
            "process": process.process(self.request),
            "model": model._meta,
            "databases": process.databases(model),
            "caches": [process.probe(alias) for alias in settings.CACHES],
            "queue": process.queue(),
            **self.recorded(),
            **self.way(),
            **self.watch(),
        }

    def recorded(self):
        """Return what the tests of faults have found, and the documents about it."""
        figures, outcomes = faults.recorded()
        documents = [Excerpt(faults.FILE), Excerpt("tour/docs/scaling.md")]
        return {"faults": faults.bars(figures), "outcomes": outcomes, "documents": documents}

    def way(self):
        """Return the steps to many machines, and which of them is taken."""
        shown = [
            {
                "step": step,
                "drawing": steps.drawing(step),
                "variables": steps.variables(step.variables),
            }
            for step in steps.all_steps()
        ]
        return {"steps": shown, "current": steps.current()}

    def measure(self):
        """Ask for a page with the cache off and on."""
        measurement = measuring.measure(self.request.get_host(), self.request.is_secure())
        return {"measurement": measurement, "chart": measuring.chart(measurement)}

    def enqueue(self):
        """Give a task to whoever does tasks here."""
        return {"task": square.enqueue(10 + secrets.randbelow(90))}

    def watch(self):
        """Return the task that the URL names; finished, it leaves the queue, in development."""
        if self.request.method != "GET" or "task" not in self.request.GET:
            return {}
        try:
            pk = UUID(self.request.GET["task"])
        except ValueError:
            raise Http404(gettext("task is not the id of a task.")) from None
        try:
            result = square.get_result(str(pk))
        except (NotImplementedError, TaskResultDoesNotExist, TaskResultMismatch):
            raise Http404(gettext("There is no such task.")) from None
        if result.is_finished and settings.DEBUG:
            result.db_result.delete()  # type: ignore[attr-defined]
        return {"task": result}
