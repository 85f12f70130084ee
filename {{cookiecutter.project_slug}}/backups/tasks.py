from django.conf import settings
from django.tasks import task

from .backup import make_backup, prune_backups


@task
def make_nightly_backup():
    """Make a backup and delete all but the newest ones; BACKUP_KEEP=0 switches this off."""
    if settings.BACKUP_KEEP:
        make_backup()
        prune_backups()
