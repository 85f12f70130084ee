"""People make an account of their own, where the site is open to them."""

import pytest
from allauth.account.adapter import get_adapter
from django.contrib.auth import get_user_model
from pytest_django.asserts import assertContains

from accounts.tests.test_views import PASSWORD, link_in_last_mail

pytestmark = pytest.mark.django_db

FORM = {
    "email": "new@example.com",
    "name": "Nora",
    "password1": PASSWORD,
    "password2": PASSWORD,
}


@pytest.fixture(autouse=True)
def open_to_all(monkeypatch):
    """Let everybody sign up, whatever the owner decided."""
    monkeypatch.setattr(get_adapter().__class__, "is_open_for_signup", lambda *_: True)


def test_sign_up_needs_a_verified_address_before_the_first_sign_in(client):
    client.post("/accounts/signup/", FORM)
    assert "_auth_user_id" not in client.session

    confirmation = link_in_last_mail()
    client.post(confirmation)
    client.post("/accounts/login/", {"login": "new@example.com", "password": PASSWORD})

    user = get_user_model().objects.get(email="new@example.com")
    assert user.name == "Nora"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_address_that_is_too_long_is_refused(client):
    email = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.example"

    response = client.post("/accounts/signup/", FORM | {"email": email})

    assertContains(response, "Use at most 254.")
    assert not get_user_model().objects.exists()


@pytest.mark.parametrize("password", ["short", "password1234", "new@example.com"])
def test_weak_password_is_refused(client, password):
    weak = {"password1": password, "password2": password}

    response = client.post("/accounts/signup/", FORM | weak)

    assert response.status_code == 200
    assert not get_user_model().objects.exists()


def test_known_address_is_not_told_to_the_one_who_signs_up(client, reader):
    known = client.post("/accounts/signup/", FORM | {"email": reader.email})
    unknown = client.post("/accounts/signup/", FORM)

    assert known.status_code == unknown.status_code == 302
    assert known.headers["Location"] == unknown.headers["Location"]
