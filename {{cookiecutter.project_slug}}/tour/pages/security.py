import json

from django.conf import settings
from django.core.exceptions import BadRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.limits import too_many_requests, visitor
from core.models import RateLimit
from tour.attacks import attacks
from tour.deploying import check, check_as_in_production
from tour.headers import grade, judged
from tour.proofs import run
from tour.shots import fire
from tour.tracing import trace

from .base import TourPage

SHOTS_A_MINUTE = 10
HEADERS = "tour/tests/test_headers.py::test_headers_of_production_get_the_best_grade"


class SecurityPage(TourPage):
    """The attacks that this site withstands."""

    key = "security"
    claim = _(
        "The usual attacks fail here, and each of them succeeds as soon as its protection is gone."
    )
    main = "config/settings.py::SECURE_CSP"
    actions = TourPage.actions | {
        "fire": "fire_one",
        "fire_all": "fire_all",
        "headers": "headers_of_production",
        "deploy": "check_deploy",
    }

    def post(self, request, *args, **kwargs):
        """Refuse whoever fires too often: each shot starts a process."""
        name = request.POST.get("action")
        counts = settings.DEBUG and name in self.actions and name != "prove"
        key = f"shots:{visitor(request)}"
        if not counts or RateLimit.objects.allow(key, SHOTS_A_MINUTE, seconds=60):
            return super().post(request, *args, **kwargs)
        if request.htmx:  # It shows no answer that is an error: the page says it in place.
            refused = request.POST.get("attack", name)
            return self.render_to_response(self.get_context_data(refused=refused))
        return too_many_requests(request)

    def demonstrate(self):
        """Return the attacks, and the headers of the home page as this process sends them."""
        _tracer, home = trace("/", self.request.get_host(), self.request.is_secure())
        here = {"headers": judged(home.headers), "grade": grade(home.headers)}
        groups = rows({})
        count = sum(map(len, groups.values()))
        return {"groups": groups, "count": count, "here": here, "limit": SHOTS_A_MINUTE}

    def fire_one(self):
        """Fire the attack that was chosen."""
        key = self.request.POST.get("attack")
        chosen = [attack for attack in every_attack() if attack.key == key]
        if not chosen:
            raise BadRequest(gettext("attack is none of this page: press one of its buttons."))
        return {"groups": rows(fire(chosen))}

    def fire_all(self):
        """Fire all attacks, and count what came of them."""
        shots = fire(every_attack())
        blocked = sum(shot.attack.passes for shot in shots.values())
        through = sum(shot.control.passes for shot in shots.values())
        return {"groups": rows(shots), "score": {"blocked": blocked, "through": through}}

    def headers_of_production(self):
        """Return the headers that the test of their grade has seen."""
        noted = [each.get("value") for case in run([HEADERS]) for each in case.iter("property")]
        if not noted:
            return {"no_headers": HEADERS}
        headers = json.loads(noted[0])
        return {"production": {"headers": judged(headers), "grade": grade(headers)}}

    def check_deploy(self):
        """Return what `check --deploy` says of this machine, and of a server."""
        return {"checks": {"here": check(), "production": check_as_in_production()}}


def every_attack():
    """Return all attacks in their order."""
    return [attack for group in attacks().values() for attack in group]


def rows(shots):
    """Return a dictionary: each kind to its attacks, with what came of those that were fired."""
    return {
        kind: [(attack, shots.get(attack.key)) for attack in group]
        for kind, group in attacks().items()
    }
