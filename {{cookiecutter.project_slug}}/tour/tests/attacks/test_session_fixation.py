"""
Session fixation: a key that the attacker knows is planted in a browser before the sign-in.

A sign-in gives the session a new key, and the old one is worth nothing.
https://docs.djangoproject.com/en/6.1/topics/auth/default/#django.contrib.auth.login
"""

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, authenticate
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from pytest_django.asserts import assertContains, assertRedirects

from config.urls import urlpatterns as site

PROTECTION = "django/contrib/auth/__init__.py: request.session.cycle_key()"


def attack(client, victim, cookie):
    """Plant the attacker's session, wait for the sign-in, and return the victim's profile."""
    attacker = Client()
    attacker.session.save()
    client.cookies[cookie] = attacker.cookies[cookie].value
    form = {"login": victim.email, "password": "victims-horse-battery"}
    client.post("/accounts/login/", form)
    return attacker.get("/accounts/profile/")


def naive_login(request):
    user = authenticate(username=request.POST["login"], password=request.POST["password"])
    request.session[SESSION_KEY] = str(user.pk)
    request.session[BACKEND_SESSION_KEY] = user.backend
    request.session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    return HttpResponse("Welcome.")


urlpatterns = [path("accounts/login/", naive_login), *site]


def test_attack_has_a_session_of_nobody(client, victim, settings):
    response = attack(client, victim, settings.SESSION_COOKIE_NAME)

    assertRedirects(response, "/accounts/login/?next=/accounts/profile/")
    assertContains(client.get("/accounts/profile/"), victim.email)


@pytest.mark.urls(__name__)
def test_control_with_the_same_key_the_attacker_is_the_victim(client, victim, settings):
    response = attack(client, victim, settings.SESSION_COOKIE_NAME)

    assertContains(response, victim.email)
