import logging
import socket
import threading
import time

from django.core.management import BaseCommand
from django.db import Error, InterfaceError, OperationalError, connections
from django.db.models.functions import Now
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands import db_worker

from jobs.models import QueuedTask, ScheduledTask, Worker

REPORT_SECONDS = 5  # Several reports may be late before a worker is taken for dead.

logger = logging.getLogger("jobs")


class Command(BaseCommand):
    """Run next to the site: as many of these as there is work, on any machines."""

    help = "Run the tasks that wait in the database, and those of the timetable, until SIGTERM."

    def add_arguments(self, parser):
        parser.add_argument("--batch", action="store_true", help="stop when no task is waiting")

    def handle(self, *, batch, **options):
        while True:
            worker = QueueWorker(
                # A new name each time, so that an interrupted task is found to be lost.
                worker_id=f"{socket.gethostname()[:50]}-{get_random_string(12)}",
                batch=batch,
                queue_names=["*"],
                excluded_queue_names=[],
                interval=1,
                backend_name="default",
                startup_delay=False,
                max_tasks=None,
            )
            worker.configure_signals()
            try:
                return worker.run()
            except (OperationalError, InterfaceError) as error:
                logger.warning("Retrying in two seconds: %s", error)
                connections.close_all()
                time.sleep(2)


class QueueWorker(db_worker.Worker):
    """The worker of django-tasks-db, with retries and reports."""

    def run(self):
        """Run tasks, and report meanwhile in a thread with a connection of its own."""
        self.report()
        stopped = threading.Event()
        thread = threading.Thread(target=self.keep_reporting, args=[stopped], daemon=True)
        thread.start()
        try:
            super().run()
        finally:
            stopped.set()
            thread.join()

    def run_task(self, db_task_result):
        """Run a task."""
        super().run_task(QueuedTask.objects.get(pk=db_task_result.pk))

    def keep_reporting(self, stopped):
        """Report until the event is set, whatever happens to the database."""
        while not stopped.wait(REPORT_SECONDS):
            try:
                self.report()
            except Error as error:
                logger.warning("Worker %s could not report: %s", self.worker_id, error)
            finally:
                connections.close_all()

    def report(self):
        """Save that the worker is alive, requeue lost tasks, and enqueue due ones."""
        Worker.objects.update_or_create(pk=self.worker_id, defaults={"seen_at": Now()})
        if number := QueuedTask.objects.requeue_lost():
            logger.warning("Requeued tasks of lost workers: %s", number)
        ScheduledTask.objects.enqueue_due()
