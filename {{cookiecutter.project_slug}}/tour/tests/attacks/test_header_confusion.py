"""
Header confusion: a visitor sends a header that only the proxy in front of the site should send.

X-Forwarded-Proto says that a request came by https. It is believed only if
TRUSTED_PROXY_COUNT says that there is a proxy, which then sets it on each request.
https://docs.djangoproject.com/en/6.1/ref/settings/#secure-proxy-ssl-header
"""

import pytest

PROTECTION = "config/settings.py: if ALLAUTH_TRUSTED_PROXY_COUNT:"


@pytest.fixture(autouse=True)
def https_only(settings):
    """Insist on https, as in production."""
    settings.SECURE_SSL_REDIRECT = True


def attack(client):
    """Ask for the sign-in page by plain http, and claim that it was https."""
    return client.get("/accounts/login/", headers={"X-Forwarded-Proto": "https"})


def test_attack_is_sent_to_https_all_the_same(client):
    response = attack(client)

    assert response.status_code == 301
    assert response.headers["Location"] == "https://testserver/accounts/login/"


@pytest.mark.django_db
def test_control_a_site_that_believes_in_a_proxy_sends_the_form_in_clear(client, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    response = attack(client)

    assert response.status_code == 200
    assert 'name="password"' in response.text
