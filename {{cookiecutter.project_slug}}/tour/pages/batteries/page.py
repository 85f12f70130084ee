from django.utils.translation import gettext_lazy as _

from tour.excerpts import Excerpt
from tour.pages.base import TourPage

from .inventory import inventory
from .live import moments, page_of, refused, signed

LIVE = ["signed", "moments", "refused", "page_of"]
PASSWORD = "password1"  # noqa: S105  # one of those that everybody tries first


class BatteriesPage(TourPage):
    """What comes with Django, and where this site uses it."""

    key = "batteries"
    claim = _("What nearly every site needs comes with Django, in parts that know each other.")
    main = "accounts/admin.py::UserAdmin"

    def demonstrate(self):
        """Return some batteries at work, and all of them with the places that use them."""
        groups = inventory()
        rows = [row for _title, group in groups for row in group]
        return {
            "groups": groups,
            "rows": rows,
            "places": sum(len(row.uses) for row in rows),
            "signed": signed(),
            "moments": moments(),
            "password": PASSWORD,
            "refused": refused(PASSWORD),
            "page": page_of(rows, self.request.GET.get("page")),
            "code": {name: Excerpt(f"tour/pages/batteries/live.py::{name}") for name in LIVE},
        }
