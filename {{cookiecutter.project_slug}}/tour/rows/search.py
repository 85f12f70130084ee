from django.utils.translation import gettext_lazy as _

from tour.rows import Feature

ROWS = [
    Feature(
        advantage="orm",
        feature=_("Full-text search in one call, the same on three databases"),
        code="search/backend.py::FullText",
        see="/admin/accounts/user/?q=rita",
        docs="topics/db/search/",
        proofs=("search/tests",),
    ),
]
