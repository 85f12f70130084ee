from functools import partial

from django.db import transaction
from django.tasks.backends import immediate


class ImmediateBackend(immediate.ImmediateBackend):
    """
    Run a task in the process that enqueues it, as soon as its transaction is committed.

    A transaction that is rolled back enqueues nothing, as with a queue in the database. What a task
    raises is logged, and does not reach the request.
    """

    def _execute_task(self, task_result):
        run = super()._execute_task  # type: ignore[misc]
        transaction.on_commit(partial(run, task_result))
