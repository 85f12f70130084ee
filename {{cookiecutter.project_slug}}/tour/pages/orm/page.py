from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _

from tour.excerpts import Excerpt
from tour.pages.base import TourPage

from .databases import DATABASES
from .dialects import side_by_side
from .differences import differences
from .examples import QUERIES
from .loops import compare

SIZES = {"20": 20, "200": 200}


class OrmPage(TourPage):
    """Queries in Python, and their SQL."""

    key = "orm"
    claim = _(
        "Questions are asked in Python. The ORM writes the SQL, for SQLite, PostgreSQL or MariaDB."
    )
    main = "config/environment.py::database"

    def demonstrate(self):
        """Return a query with its answer and its SQL, and what a loop costs."""
        by_key = {query.key: query for query in QUERIES}
        query = by_key.get(self.request.GET.get("query", ""), QUERIES[0])
        size = SIZES.get(self.request.GET.get("rows", ""), 20)
        return {
            "queries": QUERIES,
            "query": query,
            "answer": query.run() if self.may_ask(query) else None,
            "dialects": side_by_side(query),
            "plan": query.plan(),
            **self.loop(size),
            **self.databases(),
        }

    def may_ask(self, query):
        """Return whether a query is run: in production, one that reads what the admin shows."""
        model = query.model_class._meta
        permission = f"{model.app_label}.view_{model.model_name}"
        may_view = self.request.user.has_perm(permission)
        # A link on another site could make staff rewrite a table, and undo it, without end.
        return settings.DEBUG or (may_view and not query.changes)

    def loop(self, size):
        """Return what the ways through a loop of so many rows cost."""
        loop = Excerpt("tour/pages/orm/loops.py::names")
        return {"sizes": SIZES.values(), "size": size, "loop": loop, "ways": compare(size)}

    def databases(self):
        """Return the databases, the one that is used here, and where they differ."""
        version = ".".join(map(str, connection.get_database_version()))
        here = f"{connection.display_name} {version}"
        return {"databases": DATABASES, "here": here, "differences": differences()}
