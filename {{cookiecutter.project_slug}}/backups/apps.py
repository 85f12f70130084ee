from datetime import timedelta

from core.apps import SiteApp


class BackupsConfig(SiteApp):
    """Database and uploads in one file every night, and the way back."""

    name = "backups"
    timetable = {"backups.tasks.make_nightly_backup": timedelta(days=1)}
