"""The frame of all pages: claim, demonstration, code, documentation, proof, limits."""

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.utils.functional import Promise
from django.views.generic import TemplateView

from tour.excerpts import Excerpt
from tour.feature import ADVANTAGES
from tour.features import FEATURES
from tour.proofs import prove


def is_open(request):
    """Return whether this person may see the tour: anybody in development, staff elsewhere."""
    return settings.DEBUG or request.user.is_staff


class TourView(TemplateView):
    """A page that is not found, unless the tour is open."""

    def dispatch(self, request, *args, **kwargs):
        """Answer 404 to visitors of a site in production."""
        if not is_open(request):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class TourPage(TourView):
    """
    The page of one advantage.

    A subclass sets `key`, a key of ADVANTAGES, `claim`, one sentence, and
    perhaps `main`, the code to show, else that of its first row. Its method
    `demonstrate()` returns what its template `tour/<key>.html` shows. A button of the page
    sends the name of an action; `actions` maps the name to a method that returns more of that.
    """

    key = ""
    claim: Promise  # a translatable string
    main = ""
    actions = {"prove": "prove"}
    http_method_names = ["get", "post", "head", "options"]

    @property
    def title(self):
        """Return the name of the advantage."""
        return ADVANTAGES[self.key]

    def get_template_names(self):
        """Return the template of the page."""
        return [f"tour/{self.key}.html"]

    def get_context_data(self, **kwargs):
        """Return what the frame shows, with the demonstration."""
        return super().get_context_data(
            title=self.title,
            excerpt=Excerpt(self.main or self.features()[0].code),
            features=self.features(),
            may_run=settings.DEBUG,
            pages=ADVANTAGES.items(),
            **self.neighbours(),
            **{**self.demonstrate(), **kwargs},
        )

    def post(self, request, *args, **kwargs):
        """Do what a button asks for, and show the page with the result."""
        if not settings.DEBUG:
            raise PermissionDenied("Buttons of the tour work in development only: set DEBUG=on.")
        name = request.POST.get("action", "")
        if name not in self.actions:
            raise BadRequest(f"action {name[:20]!r} is none of {', '.join(self.actions)}.")
        result = getattr(self, self.actions[name])()
        return self.render_to_response(self.get_context_data(**result))

    def demonstrate(self):
        """Return what the template shows of this very site."""
        return {}

    def choice(self, name, choices):
        """Return which of these a parameter of the address names, else the first."""
        value = self.request.GET.get(name)
        return next((choice for choice in choices if str(choice) == value), choices[0])

    def features(self):
        """Return the rows of the map about this advantage."""
        return [feature for feature in FEATURES if feature.advantage == self.key]

    def prove(self):
        """Run the proofs of one row of the map, and return whether they pass."""
        rows = {str(number): row for number, row in enumerate(self.features())}
        row = rows.get(self.request.POST.get("row", ""))
        if not row:
            raise BadRequest("row is none of this page: press one of its buttons.")
        return {"proved": row, "passes": prove([row])[row]}

    def neighbours(self):
        """Return the page before this one and the page after it, as (key, title) or None."""
        items = list(ADVANTAGES.items())
        at = list(ADVANTAGES).index(self.key)
        return {
            "number": at + 1,
            "total": len(items),
            "before": items[at - 1] if at else None,
            "after": items[at + 1] if at + 1 < len(items) else None,
        }
