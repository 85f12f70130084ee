"""
SQL injection: text typed into a form becomes a part of the query.

The ORM sends values beside the SQL, never inside it: a quotation mark stays one.
https://docs.djangoproject.com/en/6.1/topics/security/#sql-injection-protection
"""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.urls import path

PROTECTION = "accounts/forms.py: class ProfileForm(forms.ModelForm)"

NAME = "Mallory', is_superuser = '1"


def attack(client, user):
    """Save a name that ends its quotation marks and goes on in SQL."""
    client.force_login(user)
    response = client.post("/accounts/profile/", {"name": NAME})
    user.refresh_from_db()
    return response


def naive_profile(request):
    name, pk = request.POST["name"], request.user.pk
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE accounts_user SET name = '{name}' WHERE id = {pk}")
    return HttpResponse("Saved.")


urlpatterns = [path("accounts/profile/", naive_profile)]


def test_attack_is_stored_as_the_name_that_it_is(client, reader):
    response = attack(client, reader)

    assert response.status_code == 302
    assert (reader.name, reader.is_superuser) == (NAME, False)


@pytest.mark.urls(__name__)
def test_control_string_formatting_makes_a_superuser(client, reader):
    response = attack(client, reader)

    assert response.status_code == 200
    assert (reader.name, reader.is_superuser) == ("Mallory", True)
