"""Sessions and links end when they should."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.contrib.sessions.models import Session
from django.core import mail, signing
from django.test import Client
from django.utils import timezone

pytestmark = pytest.mark.django_db

PROFILE = "/accounts/profile/"


def test_key_of_a_session_has_more_than_128_random_bits(client, reader):
    client.force_login(reader)

    assert re.fullmatch(r"[a-z0-9]{32}", client.session.session_key)  # 165 bits


def test_session_is_worth_nothing_after_the_sign_out(client, reader, settings):
    client.force_login(reader)
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = client.session.session_key
    assert thief.get(PROFILE).status_code == 200

    client.post("/accounts/logout/")

    assert thief.get(PROFILE).status_code == 302


@pytest.mark.parametrize("way", ["deactivated", "deleted"])
def test_account_that_is_closed_has_no_session(client, reader, way):
    client.force_login(reader)

    if way == "deleted":
        reader.delete()
    else:
        reader.is_active = False
        reader.save()

    assert client.get(PROFILE).status_code == 302


def test_session_ends(client, reader, settings):
    client.force_login(reader)
    end = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    assert abs(client.session.get_expiry_date() - end) < timedelta(minutes=1)

    Session.objects.update(expire_date=timezone.now())

    assert client.get(PROFILE).status_code == 302


def test_link_in_an_email_expires(client, reader, monkeypatch):
    address = EmailAddress.objects.create(user=reader, email="second@example.com")
    link = EmailConfirmationHMAC(address).key
    now = signing.time.time()

    monkeypatch.setattr(signing.time, "time", lambda: now + 4 * 24 * 60 * 60)
    client.post(f"/accounts/confirm-email/{link}/")

    address.refresh_from_db()
    assert not address.verified


def test_secret_of_a_reset_link_leaves_the_address_bar_at_once(client, reader):
    reader.set_password("correct-horse-battery")
    reader.save()
    client.post("/accounts/password/reset/", {"email": reader.email})
    link = re.search(r"https?://testserver(/\S+)", mail.outbox[-1].body)[1]

    page = client.get(link, follow=True)

    assert page.redirect_chain[-1][0].endswith("-set-password/")
