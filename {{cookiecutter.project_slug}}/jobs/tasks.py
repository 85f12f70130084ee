from django.core.management import call_command
from django.tasks import task


@task
def clean_up():
    """Delete expired sessions, and tasks that were finished more than two weeks ago."""
    call_command("clearsessions")
    call_command("prune_db_task_results", queue_name="*", verbosity=0)
