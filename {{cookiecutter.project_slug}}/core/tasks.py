"""What is cleared away each night, by `manage.py worker`."""

from datetime import timedelta

from django.core.management import call_command
from django.tasks import task
from django.utils import timezone

from .queue.models import QueuedTask
from .queue.policies import scheduled

KEPT = timedelta(days=14)


@scheduled(every=timedelta(days=1), offset=timedelta(hours=3))
@task
def clear_sessions():
    """Delete sessions that have expired."""
    call_command("clearsessions")


@scheduled(every=timedelta(days=1), offset=timedelta(hours=3))
@task
def prune_tasks():
    """Delete tasks that were finished more than two weeks ago."""
    QueuedTask.objects.finished().filter(finished_at__lt=timezone.now() - KEPT).delete()
