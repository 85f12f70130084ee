from django.core.exceptions import BadRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tour.pages.base import TourPage

from .comparison import DISPUTED, PATH, REQUESTS, compare, missing, same
from .concepts import CONCEPTS
from .parts import WAYS, Way, connections, table
from .skills import SKILLS


class TransferPage(TourPage):
    """The same endpoint elsewhere, the same ideas under other names, and a list of skills."""

    key = "transfer"
    claim = _("What you learn here helps you elsewhere: the ideas are the same, the names differ.")
    main = "tour/pages/transfer/comparison.py::compare"
    path = PATH
    actions = {**TourPage.actions, "compare": "compare"}

    def demonstrate(self):
        """Return the four ways, the map of concepts, and the skills with those ticked."""
        ways = [Way(module) for module in WAYS]
        ticked = [skill for skill in SKILLS if skill.key in self.request.GET.getlist("skill")]
        return {
            "ways": ways,
            "parts": table(ways),
            "connections": connections(ways),
            "requests": REQUESTS,
            "disputed": DISPUTED,
            "missing": missing(),
            "concepts": CONCEPTS,
            "skills": SKILLS,
            "ticked": ticked,
        }

    def compare(self):
        """Ask all four what was chosen, and return their replies."""
        query = self.request.POST.get("query")
        if query not in {*REQUESTS, *DISPUTED}:
            raise BadRequest(gettext("query is none of the list: choose one of its requests."))
        if missing():
            raise BadRequest(gettext("Packages are missing. Type: uv sync --group learn"))
        replies = compare(query)
        return {
            "query": query,
            "replies": list(zip(map(Way, replies), replies.values(), strict=True)),
            "same": same(replies.values()),
        }
