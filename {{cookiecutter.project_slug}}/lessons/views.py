"""The exercises in the browser, beside the same state that the command shows."""

from itertools import groupby

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from .grading import grade
from .progress import Progress
from .track import COMMAND, PROJECT, find, track


class LearnView(TemplateView):
    """A page for the learner at this machine: in production, it is not found."""

    def dispatch(self, request, *args, **kwargs):
        """Answer 404, except in development."""
        if not settings.DEBUG:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def progress(self):
        """Return what the learner has done."""
        return Progress()


class TrackView(LearnView):
    """All exercises, area by area, and what became of them."""

    template_name = "lessons/track.html"

    def get_context_data(self, **kwargs):
        """Return the areas with their exercises, and the one to go on with."""
        exercises = track()
        done = [exercise for exercise in exercises if self.progress.is_done(exercise)]
        areas = groupby(exercises, key=lambda exercise: exercise.area_title)
        return super().get_context_data(
            areas=[(title, list(found)) for title, found in areas],
            current=self.progress.current(exercises),
            done=done,
            exercises=exercises,
            **kwargs,
        )


class ExerciseView(LearnView):
    """One exercise: the task, the files, the hints so far, and a button that checks."""

    template_name = "lessons/exercise.html"
    actions = {"begin": "begin", "check": "check", "hint": "hint"}

    @cached_property
    def exercise(self):
        """Return the exercise that the address names."""
        try:
            return find(self.kwargs["name"])
        except LookupError as problem:
            raise Http404(problem.args[0]) from problem

    def get_context_data(self, **kwargs):
        """Return the exercise, and how far the learner is with it."""
        exercise, known = self.exercise, self.progress.of(self.exercise)
        return super().get_context_data(
            exercise=exercise,
            begun=self.progress.work(exercise).is_dir(),
            files=[(name, self.progress.work(exercise) / name) for name in exercise.files],
            read=PROJECT / exercise.read,
            hints=exercise.hints[: known["hints"]],
            done=self.progress.is_done(exercise),
            next=self.progress.current(),
            command=COMMAND,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        """Do what a button asks for, and show the page with the result."""
        action = self.actions.get(request.POST.get("action", ""))
        if action is None:
            message = _("action is none of %(actions)s: press a button.")
            raise BadRequest(message % {"actions": ", ".join(self.actions)})
        self.progress.begin(self.exercise)
        result = getattr(self, action)()
        return self.render_to_response(self.get_context_data(**result))

    def begin(self):
        """Give the learner the files; that is done already."""
        return {}

    def check(self):
        """Grade what the learner wrote, in a process of its own."""
        result = grade(self.exercise, self.progress.work(self.exercise))
        self.progress.record(self.exercise, result)
        return {"grade": result}

    def hint(self):
        """Record one more hint."""
        self.progress.hint(self.exercise)
        return {}
