import json
from pathlib import Path

from django.conf import settings
from django.core.exceptions import BadRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.errors import too_many_requests
from core.limits import visitor
from core.models import RateLimit
from tour.documents import tables
from tour.excerpts import Excerpt
from tour.pages.base import TourPage
from tour.proofs import run
from tour.tracing import trace

from .attacks import attacks
from .deploying import check, check_as_in_production
from .headers import judged
from .shots import Group, fire

SHOTS_A_MINUTE = 10
ATTACKS = "tour/tests/attacks"
FIXED = "tour/docs/vulnerabilities.md"
HEADERS = "tour/tests/test_headers.py::test_headers_of_production_get_a_good_grade"


class SecurityPage(TourPage):
    """The attacks that fail on this site."""

    key = "security"
    claim = _(
        "The usual attacks fail here, and each succeeds as soon as its protection is taken away."
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
        key = f"shots:{visitor(request)}"
        if not self.fires() or RateLimit.objects.allow(key, SHOTS_A_MINUTE, seconds=60):
            return super().post(request, *args, **kwargs)
        return self.refuse() if request.htmx else too_many_requests(request)

    def fires(self):
        """Return whether the button that was pressed runs attacks or checks."""
        name = self.request.POST.get("action")
        if name == "prove":
            row = self.request.POST.get("row")
            chosen = [each for at, each in enumerate(self.features()) if str(at) == row]
            return settings.DEBUG and any(ATTACKS in each.proofs for each in chosen)
        return settings.DEBUG and name in self.actions

    def refuse(self):
        """Return the page with a sentence in it: htmx shows no answer that is an error."""
        name = self.request.POST["action"]
        refused = self.request.POST.get("attack", name)
        response = self.render_to_response(self.get_context_data(refused=refused))
        if name == "prove":  # The proofs are part of the frame, which knows no limit.
            response["HX-Retarget"] = response["HX-Reselect"] = "#attacks"
            response["HX-Reswap"] = "outerHTML show:top"
        return response

    def demonstrate(self):
        """Return the attacks, and the headers of the home page as this process sends them."""
        _tracer, home = trace("/", self.request.get_host(), self.request.is_secure())
        return {
            "groups": groups({}),
            "count": len(every_attack()),
            "fixed": fixed(),
            "record": Excerpt(FIXED),
            "here": judged(home.headers),
            "limit": SHOTS_A_MINUTE,
        }

    def fire_one(self):
        """Fire the attack that was chosen."""
        key = self.request.POST.get("attack")
        chosen = [attack for attack in every_attack() if attack.key == key]
        if not chosen:
            raise BadRequest(gettext("attack is none of this page: press one of its buttons."))
        return {"groups": groups(fire(chosen))}

    def fire_all(self):
        """Fire all attacks, and count what came of them."""
        shots = fire(every_attack())
        blocked = sum(shot.attack.passes for shot in shots.values())
        through = sum(shot.control.passes for shot in shots.values())
        return {"groups": groups(shots), "score": {"blocked": blocked, "through": through}}

    def headers_of_production(self):
        """Return the headers that the test of their grade has seen."""
        noted = [each.get("value") for case in run([HEADERS]) for each in case.iter("property")]
        if not noted:
            return {"no_headers": HEADERS}
        return {"production": judged(json.loads(noted[0]))}

    def check_deploy(self):
        """Return what `check --deploy` says of this machine, and of a server."""
        return {"checks": {"here": check(), "production": check_as_in_production()}}


def every_attack():
    """Return all attacks in their order."""
    return [attack for group in attacks().values() for attack in group]


def groups(shots):
    """Return a Group for each kind of attack, with what came of those that were fired."""
    return [
        Group(kind, [(attack, shots.get(attack.key)) for attack in group])
        for kind, group in attacks().items()
    ]


def fixed():
    """Return the vulnerabilities that were fixed, those of parts behind those of every site."""
    rows = sorted(Path(settings.BASE_DIR, "tour", "rows").glob("*.md"))
    files = [FIXED, *(path.relative_to(settings.BASE_DIR).as_posix() for path in rows)]
    return [row for file in files for row in tables(file)[0]]
