from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_tasks_db.admin import DBTaskResultAdmin
from django_tasks_db.models import DBTaskResult

from core.admin import ModelAdmin, ReadOnlyAdmin

from .models import QueuedTask, ScheduledTask, Worker

# Django's labels of a task's status, which its own German catalog does not translate.
STATUSES = [
    pgettext_lazy("Task", "Ready"),
    pgettext_lazy("Task", "Running"),
    pgettext_lazy("Task", "Failed"),
    pgettext_lazy("Task", "Successful"),
]

admin.site.unregister(DBTaskResult)


@admin.register(QueuedTask)
class QueuedTaskAdmin(DBTaskResultAdmin, ModelAdmin):
    """Tasks that wait, run, or are finished, and the action that runs finished ones again."""

    columns = "task_name arguments status attempts enqueued_at finished_at"
    list_display = columns.split()  # type: ignore[assignment]
    list_filter = ("status",)  # type: ignore[assignment]
    actions = ["rerun"]

    @admin.display(description=_("arguments"))
    def arguments(self, task):
        """Return the arguments of the task, separated by commas."""
        args, kwargs = task.args_kwargs["args"], task.args_kwargs["kwargs"]
        return ", ".join([*map(str, args), *(f"{name}={value}" for name, value in kwargs.items())])

    @admin.display(description=_("attempts"))
    def attempts(self, task):
        """Return how often a worker has taken the task."""
        return len(task.worker_ids)

    def has_rerun_permission(self, request):
        """Return whether the user may change tasks."""
        return request.user.has_perm("jobs.change_queuedtask")

    @admin.action(description=_("Re-run finished tasks"), permissions=["rerun"])
    def rerun(self, request, queryset):
        """Put the chosen tasks back into the queue, except those that wait or run."""
        done = _("Tasks that run again: %(number)s.") % {"number": queryset.rerun()}
        self.message_user(request, done, messages.SUCCESS)


@admin.register(Worker, ScheduledTask)
class ReportAdmin(ReadOnlyAdmin):
    """When a worker reported last, and when a task of a timetable was due last."""
