import logging
from datetime import timedelta

import pytest
from allauth.account.adapter import get_adapter
from django.core import mail
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from accounts.models import SecurityEvent
from accounts.security_log import record
from accounts.tests.test_second_factor import PASSWORD, set_up_app, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(reader):
    """Return a reader with a password and a verified address."""
    reader.set_password(PASSWORD)
    reader.save()
    reader.mark_email_verified()
    return reader


def kinds(user):
    """Return what happened to the account, the oldest first."""
    return [event.kind for event in user.security_events.order_by("pk")]


def test_event_says_who_what_when_and_from_where(member):
    browser = Client(REMOTE_ADDR="192.0.2.7", headers={"User-Agent": "Firefox"})

    sign_in(browser, member)

    event = SecurityEvent.objects.get()
    assert (event.user, event.kind) == (member, "signed_in")
    assert (event.ip_address, event.user_agent) == ("192.0.2.7", "Firefox")
    assert abs(event.at - timezone.now()) < timedelta(minutes=1)


@pytest.mark.parametrize("known", [True, False])
def test_wrong_password_is_noted_without_what_was_typed(client, member, caplog, known):
    caplog.set_level(logging.INFO, "security")
    email = member.email if known else "typed@example.com"

    client.post("/accounts/login/", {"login": email, "password": "wrong-horse-battery"})

    event = SecurityEvent.objects.get()
    assert (event.user, event.kind) == (member if known else None, "sign_in_failed")
    noted = str(list(SecurityEvent.objects.values())) + caplog.text
    assert "sign_in_failed" in caplog.text
    assert "wrong-horse-battery" not in noted
    assert "typed@example.com" not in noted


def test_line_break_makes_no_second_line_in_the_log(client, member, caplog):
    caplog.set_level(logging.INFO, "security")
    record(None, member, "token_made", "backup\nsigned_in user=1")

    (entry,) = [entry for entry in caplog.records if entry.name == "security"]
    assert "\n" not in entry.getMessage()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_life_of_an_account_is_written_down(client, member):
    sign_in(client, member)
    set_up_app(client)
    client.post("/accounts/2fa/recovery-codes/generate/")
    client.post("/accounts/2fa/totp/deactivate/")
    client.post("/accounts/tokens/", {"name": "backup", "scope": "write"})
    client.post(f"/accounts/tokens/{member.tokens.get().pk}/revoke/")
    client.get("/accounts/export/")
    client.post("/accounts/email/", {"action_add": "", "email": "second@example.com"})
    new = "another-horse-battery"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post("/accounts/password/change/", form)
    client.post("/accounts/logout/")

    assert kinds(member) == [
        "signed_in",
        "factor_added",
        "factor_added",  # the recovery codes come with the app
        "codes_made",
        "factor_removed",
        "factor_removed",  # the recovery codes go with the app
        "token_made",
        "token_revoked",
        "data_exported",
        "email_added",
        "password_changed",
        "signed_out",
    ]
    assert len(mail.outbox) == 6  # app, codes, app again, token, address, password


def test_what_staff_change_is_noted_on_the_account(admin_client, admin_user, member):
    form = {"email": member.email, "name": member.name, "is_active": "on", "is_staff": "on"}
    admin_client.post(f"/admin/accounts/user/{member.pk}/change/", form)

    event = member.security_events.get()
    assert event.kind == "access_changed"
    assert event.detail == f"Changed “{member.name}” — Changed Staff. By {admin_user.email}."


def test_people_see_what_happened_to_their_own_account(client, member, make_user):
    SecurityEvent.objects.create(user=make_user("Other"), kind="token_made", detail="other's")
    sign_in(client, member)

    response = client.get("/accounts/activity/")

    assertContains(response, "Signed in")
    assertNotContains(response, "other's")


def test_events_stay_when_the_account_goes_but_do_not_say_whose_they_were(client, member):
    sign_in(client, member)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    client.post("/accounts/delete/", {"email": member.email})

    events = SecurityEvent.objects.order_by("pk").values_list("kind", "user")
    assert list(events) == [("signed_in", None), ("signed_out", None), ("account_deleted", None)]


@pytest.mark.parametrize("action", ["add/", "1/change/", "1/delete/"])
def test_nobody_rewrites_the_log_in_the_admin(admin_client, action):
    event = SecurityEvent.objects.create(kind="signed_in")
    path = f"/admin/accounts/securityevent/{action.replace('1', str(event.pk))}"

    assert admin_client.post(path, {"kind": "signed_out", "post": "yes"}).status_code == 403
    assert SecurityEvent.objects.get(pk=event.pk).kind == "signed_in"


def test_sessions_are_listed_and_the_others_can_be_ended(client, member):
    elsewhere = Client(headers={"User-Agent": "A browser elsewhere"})
    sign_in(elsewhere, member)
    sign_in(client, member)
    assertContains(client.get("/accounts/sessions/"), "A browser elsewhere")

    client.post("/accounts/sessions/")

    assert elsewhere.get("/accounts/profile/").status_code == 302
    assert client.get("/accounts/profile/").status_code == 200


@pytest.mark.parametrize(
    ("proxies", "forwarded", "client_ip"),
    [
        (0, "203.0.113.9", "198.51.100.1"),  # no proxy: whoever writes the header lies
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),  # the first is what the visitor claims
        (2, "6.6.6.6, 203.0.113.9, 192.0.2.1", "203.0.113.9"),
        (1, "203.0.113.9:4711", "203.0.113.9"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),  # of a server that listens on IPv6 too
    ],
)
def test_address_of_a_visitor_is_what_the_trusted_proxies_say(
    settings, proxies, forwarded, client_ip
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get(
        "/", REMOTE_ADDR="198.51.100.1", headers={"X-Forwarded-For": forwarded}
    )

    assert get_adapter().get_client_ip(request) == client_ip
