from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from core.apps import SiteApp


class JobsConfig(SiteApp):
    """A queue in the database: retries, a timetable, and no task is lost with its worker."""

    name = "jobs"
    verbose_name = _("Jobs")
    timetable = {"jobs.tasks.clean_up": timedelta(days=1)}
