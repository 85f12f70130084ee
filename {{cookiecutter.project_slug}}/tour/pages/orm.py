from django.utils.translation import gettext_lazy as _

from .base import TourPage


class OrmPage(TourPage):
    """Queries in Python, and their SQL."""

    key = "orm"
    claim = _(
        "Questions are asked in Python. The ORM writes the SQL, for SQLite, PostgreSQL or MariaDB."
    )
    main = "config/environment.py::database"
