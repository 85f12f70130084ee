"""The frame of all pages: claim, demonstration, code, documentation, proof, limits."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from core.apps import site_apps
from tour.excerpts import Excerpt
from tour.proofs import passed, problem, run
from tour.registry import FEATURES, SHOWN
from tour.rows import ADVANTAGES


def is_open(request):
    """Return whether this person may see the tour: in production, people who may see the admin."""
    return settings.DEBUG or admin.site.has_permission(request)


class TourView(TemplateView):
    """A page that is not found, unless the tour is open."""

    def dispatch(self, request, *args, **kwargs):
        """Answer 404 to visitors of a site in production, and ask staff for a second factor."""
        if not is_open(request):
            if request.user.is_staff:
                return redirect_to_login(request.get_full_path(), reverse("admin:login"))
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
            pages=SHOWN.items(),
            exercises=self.exercises(),
            documentation={row.docs_url: row.docs or "/" for row in self.features()}.items(),
            **self.neighbours(),
            **{**self.demonstrate(), **kwargs},
        )

    def post(self, request, *args, **kwargs):
        """Do what a button asks for, and show the page with the result."""
        if not settings.DEBUG:
            raise PermissionDenied(_("Buttons of the tour work in development only: set DEBUG=on."))
        name = request.POST.get("action", "")
        if name not in self.actions:
            message = _("action %(name)r is none of %(actions)s.")
            raise BadRequest(message % {"name": name[:20], "actions": ", ".join(self.actions)})
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

    def exercises(self):
        """Return the exercises about this advantage, if there are lessons here."""
        offers = [app.exercises_in for app in site_apps() if hasattr(app, "exercises_in")]
        return [exercise for exercises_in in offers for exercise in exercises_in(self.key)]

    def prove(self):
        """Run the proofs of one row of the map, and return what they found."""
        rows = {str(number): row for number, row in enumerate(self.features())}
        row = rows.get(self.request.POST.get("row", ""))
        if not row:
            raise BadRequest(_("row is none of this page: press one of its buttons."))
        cases = run(row.proofs)
        failures = [found.get("message") for case in cases if (found := problem(case)) is not None]
        passes = all(passed(node, cases) for node in row.proofs)
        return {"proved": row, "passes": passes, "tests": len(cases), "failures": failures[:1]}

    def neighbours(self):
        """Return the page before this one and the page after it, as (key, title) or None."""
        items = list(SHOWN.items())
        at = list(SHOWN).index(self.key)
        return {
            "number": at + 1,
            "total": len(items),
            "before": items[at - 1] if at else None,
            "after": items[at + 1] if at + 1 < len(items) else None,
        }
