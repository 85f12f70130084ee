"""
Timing: how long an answer takes tells whether the account is there.

Hashing a password is slow. For an address without an account, a password is hashed all the same,
as often as for one that has an account.
https://docs.djangoproject.com/en/6.1/topics/auth/customizing/#writing-an-authentication-backend
"""

import pytest
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import MD5PasswordHasher

PROTECTION = "allauth/account/auth_backends.py: def _mitigate_timing_attack"

pytestmark = pytest.mark.django_db


class CountingHasher(MD5PasswordHasher):
    """The hasher of the tests; it counts how often it is used, which is what takes the time."""

    used = 0

    def encode(self, password, salt, iterations=None):
        CountingHasher.used += 1
        return super().encode(password, salt)


class NaiveBackend(AuthenticationBackend):
    """Look for the account first, and hash only where there is one."""

    def authenticate(self, request, **credentials):
        user = get_user_model().objects.filter(email=credentials["email"]).first()
        return user if user and user.check_password(credentials["password"]) else None


@pytest.fixture(autouse=True)
def counting(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]


def attack(client, email):
    """Try a password, and return how many hashes the site computes before it answers."""
    before = CountingHasher.used
    response = client.post("/accounts/login/", {"login": email, "password": "wrong"})
    assert "not correct" in response.text
    return CountingHasher.used - before


def test_attack_waits_as_long_for_an_address_without_an_account(client, victim):
    known, unknown = attack(client, victim.email), attack(client, "stranger@example.com")

    assert known == unknown == 1


def test_control_a_backend_that_looks_first_answers_strangers_at_once(client, victim, settings):
    settings.AUTHENTICATION_BACKENDS = [f"{__name__}.NaiveBackend"]

    known, unknown = attack(client, victim.email), attack(client, "stranger@example.com")

    assert (known, unknown) == (1, 0)
