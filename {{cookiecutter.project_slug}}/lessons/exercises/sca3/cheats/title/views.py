from functools import partial

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
    transaction.on_commit(partial(send_confirmation.enqueue, registration.pk, course.title))
    return HttpResponse("You are registered.", status=201)
