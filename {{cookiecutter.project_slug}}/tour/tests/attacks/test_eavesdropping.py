"""
Eavesdropping: somebody in the same wireless network reads what goes over it.

Pages are sent by https only, and browsers keep the cookies of the site to https.
https://docs.djangoproject.com/en/6.1/topics/security/#ssl-https
"""

import pytest

PROTECTION = "config/settings.py: SECURE_SSL_REDIRECT = not DEBUG"


@pytest.fixture(autouse=True)
def https_only(settings):
    """Insist on https, as in production."""
    settings.SECURE_SSL_REDIRECT = True


def attack(client, user):
    """Return the cookies and the answer to read when somebody opens an address with http."""
    client.force_login(user)
    cookies = [cookie.value for cookie in client.cookies.values() if not cookie["secure"]]
    return cookies, client.get("/accounts/profile/")


def test_attack_reads_no_cookie_and_no_page(client, reader):
    cookies, response = attack(client, reader)

    assert not cookies
    assert response.status_code == 301
    assert response.headers["Location"] == "https://testserver/accounts/profile/"
    assert not response.content


def test_control_without_https_the_session_is_stolen(client, reader, settings):
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = False

    cookies, response = attack(client, reader)

    assert cookies == [client.session.session_key]
    assert reader.email in response.text
