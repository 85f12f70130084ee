"""
Tampering with signed values: a link is made by hand, and the site takes it for its own.

What the site gives away and believes later is signed with SECRET_KEY, such as the link that
shows that an email address is one's own.
https://docs.djangoproject.com/en/6.1/topics/signing/
"""

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.test import override_settings
from pytest_django.asserts import assertContains

PROTECTION = 'config/settings.py: SECRET_KEY = env("SECRET_KEY"'

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(reader):
    """Return the address of somebody else, which the attacker says is theirs."""
    return EmailAddress.objects.create(user=reader, email="boss@example.com")


def attack(client, address, key):
    """Sign with this key that the address is verified, and follow the link."""
    with override_settings(SECRET_KEY=key):
        link = EmailConfirmationHMAC(address).key
    response = client.post(f"/accounts/confirm-email/{link}/", follow=True)
    address.refresh_from_db()
    return response


def test_attack_with_another_key_verifies_nothing(client, address):
    response = attack(client, address, "guessed-" * 8)

    assertContains(response, "There is no page at this address", status_code=404)
    assert not address.verified


def test_control_whoever_knows_the_key_verifies_every_address(client, address, settings):
    response = attack(client, address, settings.SECRET_KEY)

    assert response.status_code == 200
    assert address.verified
