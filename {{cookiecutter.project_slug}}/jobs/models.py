import random
from datetime import UTC, datetime, timedelta

from django.db import models, transaction
from django.db.models.functions import Now
from django.tasks import TaskResultStatus
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

from core.apps import site_apps

# Half a day of retries. With more, a task that kills its workers would kill more of them.
MAX_ATTEMPTS = 7

# A worker that has not reported for so long is taken for dead. With a shorter time, lost tasks run
# again sooner, but the task of a worker that is only slow may run twice.
LOST_AFTER = timedelta(seconds=30)


class QueuedTaskQuerySet(DBTaskResultQuerySet):
    """Query methods for tasks."""

    def requeue_lost(self):
        """Put the running tasks of workers that are not alive back; return their number."""
        long_ago = Now() - LOST_AFTER
        Worker.objects.filter(seen_at__lt=long_ago).delete()
        alive = set(Worker.objects.values_list("pk", flat=True))
        running = self.running().filter(started_at__lt=long_ago)
        lost = [task for task in running if task.worker_ids[-1] not in alive]
        return sum(task.requeue() for task in lost)  # type: ignore[attr-defined]

    def rerun(self):
        """Put finished tasks back as if they were new; return their number."""
        return self.finished().update(
            status=TaskResultStatus.READY, run_after=timezone.now(), finished_at=None, worker_ids=[]
        )


class QueuedTask(DBTaskResult):
    """A task that is retried when it raises OSError: another server does not answer."""

    objects = QueuedTaskQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        proxy = True
        verbose_name = _("task")
        verbose_name_plural = _("tasks")

    def __str__(self):
        return f"{self.task_name} {self.pk}"

    @transaction.atomic
    def set_failed(self, exc):
        """Save why the task failed, and when it is retried."""
        super().set_failed(exc)
        attempt = len(self.worker_ids)
        if isinstance(exc, (SystemExit, KeyboardInterrupt)):
            pause = 0.0  # It is the worker that was stopped.
        elif isinstance(exc, OSError) and attempt < MAX_ATTEMPTS:
            # Random, so that tasks that failed together do not come back together.
            pause = 30 * 4 ** (attempt - 1) * random.uniform(0.5, 1)  # noqa: S311
        else:
            return
        self.status, self.finished_at = TaskResultStatus.READY, None
        self.run_after = timezone.now() + timedelta(seconds=pause)
        self.save(update_fields=["status", "finished_at", "run_after"])

    def requeue(self):
        """Put the task back; return 0 if it was put back or finished meanwhile, else 1."""
        unchanged = QueuedTask.objects.running().filter(pk=self.pk, started_at=self.started_at)
        if len(self.worker_ids) < MAX_ATTEMPTS:
            return unchanged.update(status=TaskResultStatus.READY)
        failed = {"status": TaskResultStatus.FAILED, "finished_at": timezone.now()}
        return unchanged.update(traceback=f"Lost {len(self.worker_ids)} times.", **failed)


class Worker(models.Model):
    """A process that runs tasks."""

    id = models.CharField(_("id"), primary_key=True, max_length=64)
    seen_at = models.DateTimeField(_("seen at"), db_index=True)

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")

    def __str__(self):
        return f"{self.id}: {self.seen_at}"


class ScheduledTaskQuerySet(models.QuerySet):
    """Query methods for the tasks of the apps' timetables."""

    def enqueue_due(self):
        """Enqueue each task that is due once, however many workers ask; make up for one run."""
        # They are due at the multiples of their time since 1970 in UTC, so all workers agree.
        known = dict(self.values_list("task_path", "due_at"))
        for path, every in [pair for app in site_apps() for pair in app.timetable.items()]:
            task, seconds = import_string(path), every.total_seconds()
            due_at = datetime.fromtimestamp(timezone.now().timestamp() // seconds * seconds, UTC)
            if path not in known:
                self.get_or_create(task_path=path, defaults={"due_at": due_at})
            elif known[path] < due_at:
                with transaction.atomic():
                    if self.filter(task_path=path, due_at__lt=due_at).update(due_at=due_at):
                        task.enqueue()


class ScheduledTask(models.Model):
    """The last time at which a task of a timetable was due."""

    task_path = models.CharField(_("task path"), max_length=200, unique=True)
    due_at = models.DateTimeField(_("due at"))

    objects = ScheduledTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("scheduled task")
        verbose_name_plural = _("scheduled tasks")

    def __str__(self):
        return f"{self.task_path}: {self.due_at}"
