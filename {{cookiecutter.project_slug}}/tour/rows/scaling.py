from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tour.pages.scalability.steps import WORKER, Step
from tour.rows import Feature

ROWS = [
    Feature(
        advantage="scalability",
        feature=_("Pages are read from copies of the database, and never miss one's own writes"),
        code="scaling/replicas.py::ReplicaRouter",
        see="/tour/scalability/",
        docs="topics/db/multi-db/",
        proofs=("scaling/tests/test_replicas.py",),
    ),
    Feature(
        advantage="scalability",
        feature=_("Pages are cached for visitors; a dead cache slows the site down, and no more"),
        code="scaling/soft_redis.py::SoftRedisCache",
        see="/tour/scalability/",
        docs="topics/cache/",
        proofs=("core/tests/test_page_cache.py", "scaling/tests/test_soft_redis.py"),
    ),
]

# The way of the site after the steps in tour/pages/scalability/steps.py.
STEP = Step(
    _("Many machines"),
    _("Machines come and go behind a load balancer. Pages are read from copies."),
    (
        (_("visitors"),),
        (_("load balancer"),),
        (_("machine"), _("machine"), WORKER),
        (pgettext_lazy("in a drawing", "primary"), _("replica"), "Redis"),
    ),
    ("DATABASE_REPLICA_URLS", "TRUSTED_PROXY_COUNT", "DRAIN_SECONDS", "MEDIA_ROOT"),
)
