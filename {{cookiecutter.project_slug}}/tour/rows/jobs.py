from django.db.models import Count
from django.db.models.functions import Now
from django.tasks import TaskResultStatus
from django.utils.translation import gettext_lazy as _

from jobs.models import LOST_AFTER, QueuedTask, Worker
from tour.rows import Feature

ROWS = [
    Feature(
        advantage="scalability",
        feature=_("Tasks are retried, survive their worker, and run by a timetable"),
        code="jobs/models.py::QueuedTask",
        see="/admin/jobs/queuedtask/",
        docs="topics/tasks/",
        proofs=("jobs/tests/test_queue.py",),
    ),
]


def queue():
    """Return how many tasks wait, run, or are finished, and how many workers are alive."""
    # Never from a replica, which may lag by more than a worker takes to be lost.
    alive = Worker.objects.using("default").filter(seen_at__gte=Now() - LOST_AFTER)
    numbers = dict(QueuedTask.objects.values_list("status").annotate(Count("pk")).order_by())
    return {
        "waiting": QueuedTask.objects.ready().count(),
        "numbers": [(status.label, numbers.get(status, 0)) for status in TaskResultStatus],
        "workers": alive.count(),
    }
