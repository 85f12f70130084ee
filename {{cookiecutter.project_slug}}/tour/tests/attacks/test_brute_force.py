"""
Brute force: somebody tries one password after the other, until one is right.

After five wrong ones in five minutes, every password for this address is refused, the right one
too: otherwise the attacker would learn which it is. The count is kept in the database, where all
processes share it.
https://docs.djangoproject.com/en/6.1/topics/cache/#database-caching
"""

import pytest
from allauth.core.ratelimit import consume
from pytest_django.asserts import assertContains, assertRedirects

PROTECTION = 'config/settings.py: "default": environment.cache('

pytestmark = pytest.mark.django_db


def attack(client, victim):
    """Try five passwords that are wrong, and then the right one."""
    for number in range(5):
        sign_in(client, victim, f"password-{number}")
    return sign_in(client, victim, "victims-horse-battery")


def sign_in(client, victim, password):
    return client.post("/accounts/login/", {"login": victim.email, "password": password})


def test_attack_is_refused_even_with_the_right_password(client, victim):
    response = attack(client, victim)

    assertContains(response, "Too many failed login attempts")
    assert "_auth_user_id" not in client.session


def test_attack_from_many_addresses_is_refused_too(client, victim):
    for number in range(5):
        client.defaults["REMOTE_ADDR"] = f"192.0.2.{number}"
        sign_in(client, victim, "wrong")

    assertContains(attack(client, victim), "Too many failed login attempts")


def test_attack_does_not_push_the_count_out_of_the_cache(client, victim, rf):
    attack(client, victim)
    for number in range(400):  # A cache without room would drop a third at 300.
        request = rf.post("/", REMOTE_ADDR=f"198.51.{number // 250}.{number % 250}")
        consume(request, action="login_failed", key=f"nobody-{number}@example.com")

    assertContains(sign_in(client, victim, "victims-horse-battery"), "Too many failed")


def test_control_without_limits_the_right_password_signs_in(client, victim, settings):
    settings.ACCOUNT_RATE_LIMITS = False

    response = attack(client, victim)

    assertRedirects(response, "/accounts/profile/")
