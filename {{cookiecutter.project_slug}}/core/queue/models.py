"""Tasks that wait or run, the workers that do them, and what the clock has started."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models.functions import Now
from django.tasks import TaskResultStatus
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

from .policies import MAX_ATTEMPTS, TIMETABLES, pause_after

# A worker says every BEAT_SECONDS that it is there. One that has been silent for so long is
# taken for dead; should it come back, its task is done twice.
BEAT_SECONDS = 5
LOST_AFTER = timedelta(seconds=30)


class QueuedTaskQuerySet(DBTaskResultQuerySet):
    """Questions about tasks."""

    def requeue_lost(self):
        """Put the tasks of workers that are no longer there back; return how many."""
        lost = set(Worker.objects.lost().values_list("pk", flat=True))
        if not lost:
            return 0
        number = 0
        for task in QueuedTask.objects.running():
            if task.worker_ids[-1] in lost:
                number += task.requeue()  # type: ignore[attr-defined]
        Worker.objects.lost().filter(pk__in=lost).delete()
        return number

    def run_again(self):
        """Put finished tasks back as if they were new; return how many."""
        return self.finished().update(
            status=TaskResultStatus.READY,
            run_after=timezone.now(),
            started_at=None,
            finished_at=None,
            worker_ids=[],
        )


class QueuedTask(DBTaskResult):
    """A task in the queue, which is tried again where its `retry_on` says so."""

    objects = QueuedTaskQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        proxy = True
        verbose_name = _("task")
        verbose_name_plural = _("tasks")

    def __str__(self):
        return f"{self.task_name} {self.pk}"

    def set_failed(self, exc):
        """Write down why the task failed, and when it is tried again."""
        pause = self.pause_after(exc)
        with transaction.atomic():
            super().set_failed(exc)
            if pause is not None:
                self.status, self.finished_at = TaskResultStatus.READY, None
                self.run_after = timezone.now() + pause
                self.save(update_fields=["status", "finished_at", "run_after"])

    def pause_after(self, exc):
        """Return how long to wait before the next attempt, or None where there is none."""
        if isinstance(exc, (SystemExit, KeyboardInterrupt)):
            return timedelta()  # It is the worker that was stopped.
        try:
            retry_on = getattr(self.task.func, "retry_on", ())
        except ImportError:
            return None
        attempt = len(self.worker_ids)
        if attempt >= MAX_ATTEMPTS or not isinstance(exc, retry_on):
            return None
        return pause_after(attempt)

    def requeue(self):
        """Put the task back unless it was put back or finished meanwhile; return whether it was."""
        unchanged = QueuedTask.objects.running().filter(pk=self.pk, started_at=self.started_at)
        if len(self.worker_ids) < MAX_ATTEMPTS:
            return unchanged.update(status=TaskResultStatus.READY)
        # What kills each worker that takes it must not go on for ever.
        reason = f"Lost with its worker {len(self.worker_ids)} times."
        return unchanged.update(
            status=TaskResultStatus.FAILED, finished_at=timezone.now(), traceback=reason
        )


class WorkerQuerySet(models.QuerySet):
    """Questions about workers, by the clock of the database."""

    def alive(self):
        """Return those that were heard of lately."""
        return self.filter(seen_at__gte=Now() - LOST_AFTER)

    def lost(self):
        """Return those that have been silent for too long."""
        return self.filter(seen_at__lt=Now() - LOST_AFTER)

    def beat(self, worker_id):
        """Write down that this worker is there: one query, or two for the first time."""
        if not self.filter(pk=worker_id).update(seen_at=Now()):
            self.create(pk=worker_id, seen_at=Now())


class Worker(models.Model):
    """A process that does tasks."""

    id = models.CharField(_("id"), primary_key=True, max_length=64)
    seen_at = models.DateTimeField(_("seen at"), db_index=True)

    objects = WorkerQuerySet.as_manager()

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")

    def __str__(self):
        return self.id


class ScheduledTaskQuerySet(models.QuerySet):
    """Questions about what the clock starts."""

    def enqueue_due(self):
        """
        Put the tasks that are due into the queue; return their paths.

        Each is put there once for each time that it is due, by the worker whose update comes
        first. A task that is new begins with its next time.
        """
        now = timezone.now()
        known = dict(self.values_list("task_path", "due_at"))
        started = []
        for path, timetable in TIMETABLES.items():
            due_at = timetable.last_due_at(now)
            if path not in known:
                self.get_or_create(task_path=path, defaults={"due_at": due_at})
            elif known[path] < due_at:
                with transaction.atomic():
                    if self.filter(task_path=path, due_at__lt=due_at).update(due_at=due_at):
                        timetable.task.enqueue()
                        started.append(path)
        return started


class ScheduledTask(models.Model):
    """The last time at which a task was due."""

    task_path = models.CharField(_("task path"), max_length=200, unique=True)
    due_at = models.DateTimeField(_("due at"))

    objects = ScheduledTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("scheduled task")
        verbose_name_plural = _("scheduled tasks")

    def __str__(self):
        return f"{self.task_path}: {self.due_at}"
