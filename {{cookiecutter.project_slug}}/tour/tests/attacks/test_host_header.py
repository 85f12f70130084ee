"""
Host header poisoning: a request with a false host makes the site send false links.

Only the names in ALLOWED_HOSTS are answered, and X-Forwarded-Host is not believed.
https://docs.djangoproject.com/en/6.1/topics/security/#host-header-validation
"""

import pytest
from django.core import mail

PROTECTION = "config/settings.py: ALLOWED_HOSTS"


def attack(client, victim, header):
    """Ask for a mail that resets the victim's password, as if on another site."""
    form = {"email": victim.email}
    return client.post("/accounts/password/reset/", form, headers={header: "evil.example"})


def test_attack_with_a_false_host_is_refused(client, victim):
    response = attack(client, victim, "Host")

    assert response.status_code == 400
    assert "Bad request" in response.text
    assert not mail.outbox


def test_attack_with_a_false_proxy_is_ignored(client, victim):
    response = attack(client, victim, "X-Forwarded-Host")

    assert response.status_code == 302
    assert "https://testserver/accounts/password/reset/key/" in mail.outbox[0].body
    assert "evil.example" not in mail.outbox[0].body


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host"])
def test_control_where_any_host_goes_the_victim_gets_a_false_link(client, victim, settings, header):
    settings.ALLOWED_HOSTS = ["*"]
    settings.USE_X_FORWARDED_HOST = True

    attack(client, victim, header)

    assert "https://evil.example/accounts/password/reset/key/" in mail.outbox[0].body
