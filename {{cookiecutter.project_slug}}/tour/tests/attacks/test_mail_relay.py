"""
Mail relay: an advertisement as a name, and the site sends it to strangers.

Until an address is verified, nothing that somebody typed is in an email to it. Names are one line,
without links.
https://docs.djangoproject.com/en/6.1/ref/validators/#writing-validators
"""

from pathlib import Path

import allauth
import pytest
from allauth.account.adapter import get_adapter
from django.core import mail

PROTECTION = "accounts/templates/account/email/email_confirmation_message.txt: Somebody gave this"
ALLAUTH = Path(allauth.__file__).parent / "templates"
ADVERTISEMENT = "WON 500 EUR evil.example/prize"
STRANGER = "stranger@example.com"
PASSWORD = "victims-horse-battery"

pytestmark = pytest.mark.django_db

each_form = pytest.mark.parametrize("path", ["/accounts/signup/", "/accounts/email/"])


@pytest.fixture(autouse=True)
def open_to_all(monkeypatch):
    """Let everybody sign up, whatever the owner decided."""
    monkeypatch.setattr(get_adapter().__class__, "is_open_for_signup", lambda *_: True)


@pytest.fixture
def attacker(client, victim):
    """Return somebody with an account of their own, who is called an advertisement."""
    type(victim).objects.update(name=ADVERTISEMENT)
    return victim


def attack(client, path, attacker, name=ADVERTISEMENT):
    """Give the address of a stranger, at the sign-up or as another one of an account."""
    form = {"email": STRANGER, "name": name, "password1": PASSWORD, "password2": PASSWORD}
    if path == "/accounts/email/":
        client.post("/accounts/login/", {"login": attacker.email, "password": PASSWORD})
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client.post(path, form | {"action_add": ""})


@each_form
def test_attack_is_in_no_mail_to_a_stranger(client, attacker, path):
    attack(client, path, attacker)

    (message,) = mail.outbox
    text = message.subject + message.body
    assert message.to == [STRANGER]
    assert not [word for word in (*ADVERTISEMENT.split(), attacker.email) if word in text]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("You won!\nevil.example", "Type it in one line"),
        ("You won! https://evil.example", "Type it without ://"),
    ],
)
def test_attack_in_lines_or_with_a_link_is_no_name(client, attacker, name, reason):
    response = attack(client, "/accounts/signup/", attacker, name)

    assert reason in response.text
    assert not mail.outbox


@each_form
def test_control_a_friendly_mail_delivers_it(client, attacker, path, settings):
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [ALLAUTH]}]

    attack(client, path, attacker)

    assert ADVERTISEMENT in mail.outbox[0].body
