from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from .models import Course
from .tasks import send_confirmation


@require_POST
@transaction.atomic
def register(request, pk):
    """Register an email address for a course."""
    course = get_object_or_404(Course, pk=pk)
    registration = course.registration_set.create(email=request.POST["email"])
    # TODO: make it a task in tasks.py, and put it into the queue here, after the commit.
    send_confirmation(registration)
    return HttpResponse("You are registered.", status=201)
