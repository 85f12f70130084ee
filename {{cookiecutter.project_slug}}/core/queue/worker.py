"""A worker that outlives the database's restarts, and says that it is there while it works."""

import logging
import socket
import threading
import time
from contextlib import contextmanager

from django.db import DatabaseError, InterfaceError, OperationalError, connections
from django.utils.crypto import get_random_string
from django.utils.module_loading import autodiscover_modules
from django_tasks_db.management.commands import db_worker

from .models import BEAT_SECONDS, QueuedTask, ScheduledTask, Worker

RECONNECT_SECONDS = 2

logger = logging.getLogger("core.queue")


def run(*, batch=False):
    """Do tasks until SIGTERM; with `batch`, until none is waiting."""
    autodiscover_modules("tasks")
    while True:
        # With a new name, so that a task that was interrupted is noticed and done again.
        worker = QueueWorker(name_of_worker(), batch=batch)
        worker.configure_signals()
        try:
            with heart(worker.worker_id):
                return worker.run()
        except (OperationalError, InterfaceError) as error:
            logger.warning("Trying again in %s seconds: %s", RECONNECT_SECONDS, error)
            connections.close_all()
            time.sleep(RECONNECT_SECONDS)


def name_of_worker():
    """Return a name that no other worker has, at most 64 characters."""
    return f"{socket.gethostname()[:50]}-{get_random_string(12)}"


class QueueWorker(db_worker.Worker):
    """The worker of django-tasks-db, with tasks that are tried again."""

    def __init__(self, worker_id, *, batch):
        super().__init__(
            worker_id=worker_id,
            batch=batch,
            queue_names=["*"],
            excluded_queue_names=[],
            interval=1,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
        )

    def run_task(self, db_task_result):
        """Run a task."""
        super().run_task(QueuedTask.objects.get(pk=db_task_result.pk))


@contextmanager
def heart(worker_id):
    """Beat now and then, in a thread with a connection of its own, until the block ends."""
    beat(worker_id)
    stopped = threading.Event()
    thread = threading.Thread(target=keep_beating, args=(worker_id, stopped), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


def keep_beating(worker_id, stopped):
    """Beat until the event is set, whatever happens to the database."""
    while not stopped.wait(BEAT_SECONDS):
        try:
            beat(worker_id)
        except DatabaseError as error:
            logger.warning("The heart of %s missed a beat: %s", worker_id, error)
        finally:
            connections.close_all()


def beat(worker_id):
    """Say that the worker is there, and put into the queue what belongs there."""
    Worker.objects.beat(worker_id)
    if number := QueuedTask.objects.requeue_lost():
        logger.warning("%s tasks of workers that are gone are done again", number)
    ScheduledTask.objects.enqueue_due()
