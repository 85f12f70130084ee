from itertools import groupby

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tour.excerpts import Excerpt
from tour.pages.base import TourPage
from tour.rows import DOCS

from .deprecations import look
from .packages import groups, packages
from .timeline import timeline, years


class CommunityPage(TourPage):
    """Features with their release and manual, packages with their reasons."""

    key = "community"
    claim = _(
        "Each feature used here has a release that brought it and a page in the manual, and each "
        "package has a reason."
    )
    main = "pyproject.toml::dependencies"
    actions = {**TourPage.actions, "look": "look"}

    def demonstrate(self):
        """Return the releases with their uses here, and the packages."""
        stops = timeline()
        series = groupby(reversed(stops), key=lambda stop: stop.release.major)
        return {
            "docs": DOCS,
            "stops": stops,
            "years": years(),
            "total_used": sum(len(stop.used) for stop in stops),
            "total_releases": len([stop for stop in stops if stop.used]),
            "series": [(major, list(of_major)) for major, of_major in series],
            "packages": packages(),
            "groups": groups(),
            "strict": Excerpt("pyproject.toml::filterwarnings"),
        }

    def look(self):
        """Look for deprecations in the whole project."""
        imported, found = look(settings.BASE_DIR)
        return {"imported": imported, "deprecations": found}
