from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_tasks_db.admin import DBTaskResultAdmin
from django_tasks_db.models import DBTaskResult

from .models import QueuedTask, ScheduledTask, Worker
from .pagination import CappedPaginator


class ModelAdmin(admin.ModelAdmin):
    """
    A ModelAdmin whose lists cost the same with a thousand rows and with a million.

    It counts the first 10,000 rows alone, and looks in the full-text index where the model has
    one. Nothing in a list may read the whole table: filter by a date instead of a
    `date_hierarchy`, and count with `count_of()`.
    """

    paginator = CappedPaginator
    show_full_result_count = False

    def get_search_results(self, request, queryset, search_term):
        """Return the rows found, and whether some are double; the last word may go on."""
        if search_term and hasattr(self.model, "search_fields"):
            return queryset.search(f"{search_term.strip()}*"), False
        return super().get_search_results(request, queryset, search_term)


# Django's labels of the states of a task, which its own catalogs leave in English.
STATES = [
    pgettext_lazy("Task", "Ready"),
    pgettext_lazy("Task", "Running"),
    pgettext_lazy("Task", "Failed"),
    pgettext_lazy("Task", "Successful"),
]

admin.site.unregister(DBTaskResult)


@admin.register(QueuedTask)
class QueuedTaskAdmin(DBTaskResultAdmin, ModelAdmin):
    """Tasks that wait, run, or are finished, and the button that runs some again."""

    list_display = (  # type: ignore[assignment]
        "task_name",
        "arguments",
        "status",
        "attempts",
        "enqueued_at",
        "finished_at",
    )
    list_filter = ("status",)  # type: ignore[assignment]
    actions = ["run_again"]

    @admin.display(description=_("arguments"))
    def arguments(self, task):
        """Return what the task is called with."""
        given, named = task.args_kwargs["args"], task.args_kwargs["kwargs"]
        return ", ".join([*map(str, given), *(f"{name}={value}" for name, value in named.items())])

    @admin.display(description=_("attempts"))
    def attempts(self, task):
        """Return how often a worker has taken the task."""
        return len(task.worker_ids)

    def has_run_again_permission(self, request):
        """Return whether somebody may run tasks again: whoever may change them."""
        return request.user.has_perm("core.change_queuedtask")

    @admin.action(description=_("Run again what is finished"), permissions=["run_again"])
    def run_again(self, request, queryset):
        """Put the chosen tasks back into the queue; leave those that wait or run."""
        number = queryset.run_again()
        done = _("Tasks that run again: %(number)s.") % {"number": number}
        self.message_user(request, done, messages.SUCCESS)


class ReadOnlyAdmin(ModelAdmin):
    """Rows that people look at, and programs write."""

    def has_add_permission(self, request):
        """Return False."""
        return False

    def has_change_permission(self, request, obj=None):
        """Return False."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Return False."""
        return False


@admin.register(Worker)
class WorkerAdmin(ReadOnlyAdmin):
    """The processes that do tasks, and when each was last seen."""

    list_display = ["id", "seen_at"]


@admin.register(ScheduledTask)
class ScheduledTaskAdmin(ReadOnlyAdmin):
    """What the clock starts, and when it last did."""

    list_display = ["task_path", "due_at"]
