from django.utils.translation import gettext_lazy as _

from tour.rows import Feature

ROWS = [
    Feature(
        advantage="orm",
        feature=_("All data moves from one database to another, and is compared row by row"),
        code="copydata/management/commands/copydata.py::Command",
        see="/tour/orm/",
        docs="topics/db/multi-db/",
        proofs=("copydata/tests/test_copydata.py",),
    ),
]
