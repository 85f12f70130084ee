from functools import partial

from django.db import transaction
from django.tasks.backends import immediate


class ImmediateBackend(immediate.ImmediateBackend):
    """Run a task once its transaction is committed: one that is rolled back enqueues nothing."""

    def _execute_task(self, task_result):
        transaction.on_commit(partial(super()._execute_task, task_result))  # type: ignore[misc]
