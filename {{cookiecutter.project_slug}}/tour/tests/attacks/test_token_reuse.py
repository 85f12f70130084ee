"""
Token reuse: somebody finds a link to set a new password, which has been used already.

The token in the link is made from the password, too: it ends when the password changes.
https://docs.djangoproject.com/en/6.1/ref/settings/#password-reset-timeout
"""

import re

from allauth.account import forms
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import mail
from django.test import Client

PROTECTION = "django/contrib/auth/tokens.py: user.password"


def attack(victim):
    """Set a password with the link in the victim's mail, which the victim has used before."""
    Client().post("/accounts/password/reset/", {"email": victim.email})
    link = re.search(r"https://testserver(/\S+)", mail.outbox[0].body)[1]
    set_password(link, "chosen-by-the-victim")
    page = set_password(link, "chosen-by-the-attacker")
    victim.refresh_from_db()
    return page


def set_password(link, password):
    """Open the link, fill in the form if there is one, and return the page of the link."""
    browser = Client()
    page = browser.get(link, follow=True)
    browser.post(page.request["PATH_INFO"], {"password1": password, "password2": password})
    return page


class NaiveGenerator(PasswordResetTokenGenerator):
    def _make_hash_value(self, user, timestamp):
        return f"{user.pk}{timestamp}"


def test_attack_is_told_that_the_link_is_used(victim):
    page = attack(victim)

    assert page.status_code == 200
    assert "The password reset link was invalid" in page.text
    assert victim.check_password("chosen-by-the-victim")


def test_control_a_token_of_the_number_and_the_time_works_twice(victim, monkeypatch):
    monkeypatch.setattr(forms, "default_token_generator", NaiveGenerator())
    monkeypatch.setattr(forms.UserTokenForm, "token_generator", NaiveGenerator())

    attack(victim)

    assert victim.check_password("chosen-by-the-attacker")
