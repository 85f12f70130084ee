"""
Timing: how long an answer takes tells whether the account is there.

Hashing a password is slow. For an address without an account, a password is hashed all the same,
as often as for one that has an account; at the sign-up, it is the other way round. As many emails
are sent, too.
https://docs.djangoproject.com/en/6.1/topics/auth/customizing/#writing-an-authentication-backend
"""

import pytest
from allauth.account.adapter import get_adapter
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client

PROTECTION = "accounts/adapter.py: def send_account_already_exists_mail"
PASSWORD = "correct-horse-battery"
LOG_IN, SIGN_UP = "/accounts/login/", "/accounts/signup/"

# What each page takes for an address: password hashes, and emails.
COSTS = {
    LOG_IN: (1, 0),
    SIGN_UP: (1, 1),
    "/accounts/password/reset/": (0, 1),
    "/accounts/email/": (0, 1),
}

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
def counting(settings, monkeypatch):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    monkeypatch.setattr(get_adapter().__class__, "is_open_for_signup", lambda *_: True)


@pytest.fixture
def browser(make_user):
    """Return the browser of somebody who has an account, and has entered its password again."""
    attacker = make_user("Attacker")
    attacker.set_password(PASSWORD)
    attacker.save()
    attacker.mark_email_verified()
    browser = Client()
    browser.post(LOG_IN, {"login": attacker.email, "password": PASSWORD})
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return browser


def attack(client, path, email):
    """Send the form; return how many passwords the site hashes, and how many emails it sends."""
    hashes, mails = CountingHasher.used, len(mail.outbox)
    form = {"login": email, "email": email, "name": "N", "password": "wrong", "action_add": ""}
    response = client.post(path, form | {"password1": PASSWORD, "password2": PASSWORD})
    assert response.status_code == (200 if path == LOG_IN else 302)
    return CountingHasher.used - hashes, len(mail.outbox) - mails


@pytest.mark.parametrize("path", COSTS)
def test_attack_waits_as_long_for_an_address_without_an_account(client, browser, victim, path):
    client = browser if path == "/accounts/email/" else client

    known = attack(client, path, victim.email)
    unknown = attack(client, path, "stranger@example.com")

    assert known == unknown == COSTS[path]


def test_control_a_backend_that_looks_first_answers_strangers_at_once(client, victim, settings):
    settings.AUTHENTICATION_BACKENDS = [f"{__name__}.NaiveBackend"]

    known = attack(client, LOG_IN, victim.email)
    unknown = attack(client, LOG_IN, "stranger@example.com")

    assert (known, unknown) == ((1, 0), (0, 0))


def test_control_a_sign_up_that_only_makes_accounts_answers_members_at_once(
    client, victim, settings
):
    settings.ACCOUNT_ADAPTER = "allauth.account.adapter.DefaultAccountAdapter"

    known = attack(client, SIGN_UP, victim.email)
    unknown = attack(client, SIGN_UP, "stranger@example.com")

    assert (known, unknown) == ((0, 1), (1, 1))
