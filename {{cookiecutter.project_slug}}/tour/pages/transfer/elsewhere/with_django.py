"""Django: a form checks, the ORM asks, a view answers."""

from django import forms
from django.contrib.auth.models import Group
from django.db.models import Count
from django.http import JsonResponse
from django.urls import path

REFUSAL = "minimum is a number, order is name or members."
ORDERS = {"name": ["name"], "members": ["-members", "name"]}


class Parameters(forms.Form):
    """What may stand behind the question mark."""

    minimum = forms.IntegerField(min_value=0, required=False)
    order = forms.ChoiceField(
        choices=[(name, name) for name in ORDERS],
        required=False,
    )


def question(minimum, order):
    """Return the roles with at least so many members."""
    roles = Group.objects.annotate(members=Count("user"))
    roles = roles.filter(members__gte=minimum)
    roles = roles.order_by(*ORDERS[order])
    return roles.values("name", "members")


def answer(request):
    """Answer with JSON."""
    form = Parameters(request.GET)
    if not form.is_valid():
        return JsonResponse({"detail": REFUSAL}, status=422)
    roles = question(
        form.cleaned_data["minimum"] or 0,
        form.cleaned_data["order"] or "name",
    )
    return JsonResponse({"roles": list(roles)})


urlpatterns = [path("roles/", answer)]
