import pytest
from django.contrib.auth import get_user_model
from pytest_django.asserts import assertContains

from accounts.models import Token

pytestmark = pytest.mark.django_db


def test_staff_find_users_by_name(admin_client, reader):
    response = admin_client.get("/admin/accounts/user/", {"q": "Reader"})

    assertContains(response, "reader@example.com")


def test_staff_add_a_user_by_email(admin_client):
    form = {
        "email": "New@Example.com",
        "name": "New",
        "usable_password": "true",
        "password1": "correct-horse-battery",
        "password2": "correct-horse-battery",
    }

    admin_client.post("/admin/accounts/user/add/", form)

    user = get_user_model().objects.get(email="new@example.com")
    assert user.check_password("correct-horse-battery")


def test_changed_address_signs_in_and_the_old_one_does_not(admin_client, client, reader):
    reader.set_password("correct-horse-battery")
    reader.save()
    reader.emailaddress_set.create(email=reader.email, verified=True, primary=True)
    form = {"email": "New@example.com", "name": "Rita", "is_active": "on"}

    admin_client.post(f"/admin/accounts/user/{reader.pk}/change/", form)

    for email, signed_in in (("reader@example.com", False), ("new@example.com", True)):
        client.post("/accounts/login/", {"login": email, "password": "correct-horse-battery"})
        assert ("_auth_user_id" in client.session) == signed_in


def test_staff_see_tokens_without_their_digest(admin_client, reader):
    Token.objects.issue(reader, "backup")
    token = Token.objects.get()

    response = admin_client.get(f"/admin/accounts/token/{token.pk}/change/")

    assertContains(response, "backup")
    assert token.digest not in response.text
