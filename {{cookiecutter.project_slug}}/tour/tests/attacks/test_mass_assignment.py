"""
Mass assignment: a form is sent with fields that it does not have, such as one's own rights.

A form takes the fields that it names, and ignores all others.
https://docs.djangoproject.com/en/6.1/topics/forms/modelforms/#selecting-the-fields-to-use
"""

import pytest
from django.http import HttpResponse
from django.urls import path

PROTECTION = 'accounts/forms.py: fields = ["name"]'


def attack(client, user):
    """Add two fields to the form on one's profile."""
    client.force_login(user)
    form = {"name": "Mallory", "is_staff": "1", "is_superuser": "1"}
    response = client.post("/accounts/profile/", form)
    user.refresh_from_db()
    return response


def naive_profile(request):
    for field, value in request.POST.items():
        setattr(request.user, field, value)
    request.user.save()
    return HttpResponse("Saved.")


urlpatterns = [path("accounts/profile/", naive_profile)]


def test_attack_changes_the_name_and_nothing_else(client, reader):
    response = attack(client, reader)

    assert response.status_code == 302
    assert (reader.name, reader.is_staff, reader.is_superuser) == ("Mallory", False, False)


@pytest.mark.urls(__name__)
def test_control_taking_every_field_makes_a_superuser(client, reader):
    attack(client, reader)

    assert (reader.name, reader.is_staff, reader.is_superuser) == ("Mallory", True, True)
