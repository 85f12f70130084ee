"""
Stolen session: somebody finds a browser signed in, and makes an API token that outlives it.

A token is made after the password was entered again, its owner is told by email, and whoever ends
the other sessions ends the tokens with them.
https://docs.djangoproject.com/en/6.1/topics/http/sessions/#session-security
"""

import pytest
from django.core import mail
from django.test import Client

from accounts.adapter import AccountAdapter

PROTECTION = "accounts/views.py: @reauthentication_required(allow_get=True)"

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(victim):
    """Return the browser in which the victim has signed in."""
    browser = Client()
    form = {"login": victim.email, "password": "victims-horse-battery"}
    browser.post("/accounts/login/", form)
    return browser


class NaiveAdapter(AccountAdapter):
    """Believe that whoever is signed in is the one who signed in."""

    def is_reauthentication_required(self, app):
        return False


def attack(browser):
    """Make a token in the browser of the victim, and return the answer."""
    return browser.post("/accounts/tokens/", {"name": "backup", "scope": "write"})


def test_attack_is_asked_for_the_password(browser, victim):
    response = attack(browser)

    assert response.headers["Location"].startswith("/accounts/reauthenticate/")
    assert not victim.tokens.exists()


def test_attack_that_knows_the_password_is_told_and_ended(browser, victim, client):
    browser.post("/accounts/reauthenticate/", {"password": "victims-horse-battery"})
    attack(browser)
    assert victim.tokens.exists()
    assert [message.to for message in mail.outbox] == [[victim.email]]

    client.post("/accounts/login/", {"login": victim.email, "password": "victims-horse-battery"})
    client.post("/accounts/sessions/")

    assert not victim.tokens.exists()


def test_control_a_site_that_does_not_ask_makes_it(browser, victim, settings):
    settings.ACCOUNT_ADAPTER = f"{__name__}.NaiveAdapter"

    response = attack(browser)

    assert "token_" in response.text
    assert victim.tokens.exists()
