"""
Enumeration: somebody finds out from the answers which addresses have an account.

Sign-in, sign-up and reset answer with the same status and text whether the account is there or
not. Only the email tells, and its reader may know.
https://docs.djangoproject.com/en/6.1/topics/auth/default/#django.contrib.auth.views.PasswordResetView
"""

import re

import pytest
from allauth.account.adapter import get_adapter
from django.core import mail

PROTECTION = "allauth/account/app_settings.py: PREVENT_ENUMERATION"
SIGN_UP = "/accounts/signup/"
STRANGER = "stranger@example.com"

FORMS = {
    "/accounts/login/": {"login": "{email}", "password": "wrong-horse-battery"},
    "/accounts/password/reset/": {"email": "{email}"},
    SIGN_UP: {
        "email": "{email}",
        "name": "N",
        "password1": "correct-horse-battery",
        "password2": "correct-horse-battery",
    },
}

if not get_adapter().is_open_for_signup(None):
    del FORMS[SIGN_UP]

each_mail = pytest.mark.parametrize("path", [*FORMS][1:])

pytestmark = pytest.mark.django_db


def attack(client, path, victim):
    """Send the form for somebody with an account, and for somebody without; return both answers."""
    return [answer(client, path, email) for email in (victim.email, STRANGER)]


def answer(client, path, email):
    """Return all that can be told apart: status, address, and the text without what was typed."""
    form = {name: value.format(email=email) for name, value in FORMS[path].items()}
    response = client.post(path, form, follow=True)
    text = re.sub(r'value="[^"]*"', "", response.text).replace(email, "")
    client.cookies.clear()
    return response.status_code, response.redirect_chain, text


@pytest.mark.parametrize("path", FORMS)
def test_attack_sees_no_difference(client, victim, path):
    known, unknown = attack(client, path, victim)

    assert known == unknown


@each_mail
def test_attack_is_told_by_email_alone(client, victim, path):
    attack(client, path, victim)

    assert [message.to for message in mail.outbox] == [[victim.email], [STRANGER]]
    assert mail.outbox[0].body != mail.outbox[1].body


@each_mail
def test_control_a_helpful_site_tells_everybody(client, victim, path, settings):
    settings.ACCOUNT_PREVENT_ENUMERATION = False

    known, unknown = attack(client, path, victim)

    assert known != unknown
