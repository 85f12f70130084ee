"""What `manage.py worker` does with a task beside running it: see docs/tasks.md."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.tasks.base import Task

MAX_ATTEMPTS = 7


def retry_on(*exceptions):
    """
    Let a task that fails with one of these exceptions be tried again later.

    It stands above `@task`. There are 7 attempts within half a day: the first pause is about
    half a minute, each further one four times as long. The task has to be idempotent.
    """

    def decorate(task):
        task.func.retry_on = exceptions
        return task

    return decorate


def pause_after(attempt):
    """Return how long to wait; by chance, so that not all tasks come back at once."""
    return timedelta(seconds=30 * 4 ** (attempt - 1) * random.uniform(0.5, 1))  # noqa: S311


@dataclass(frozen=True)
class Timetable:
    """A task that the clock starts."""

    task: Task
    every: timedelta
    offset: timedelta

    def last_due_at(self, now):
        """Return the latest time at or before `now` at which the task is due, in UTC."""
        seconds = self.every.total_seconds()
        offset = self.offset.total_seconds()
        return datetime.fromtimestamp((now.timestamp() - offset) // seconds * seconds + offset, UTC)


TIMETABLES: dict[str, Timetable] = {}


def scheduled(*, every, offset=timedelta()):
    """
    Let a task without arguments be put into the queue by the clock, once however many workers run.

    It stands above `@task`. The times are multiples of `every` since 1970 in UTC, so
    `every=timedelta(days=1), offset=timedelta(hours=6)` is each day at 6:00 UTC. Times at which
    no worker ran are not made up for, but for the latest.
    """

    def decorate(task):
        TIMETABLES[task.module_path] = Timetable(task, every, offset)
        return task

    return decorate
