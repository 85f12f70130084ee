import base64
import hmac
import re
import time

import pytest
from django.core import mail
from pytest_django.asserts import assertRedirects

pytestmark = pytest.mark.django_db

PASSWORD = "correct-horse-battery"


@pytest.fixture(autouse=True)
def production(settings, monkeypatch):
    """Ask for a second factor, as in production, in the middle of the 30 seconds of a code."""
    settings.ADMIN_SECOND_FACTOR = True
    now = time.time() // 30 * 30 + 15
    monkeypatch.setattr(time, "time", lambda: now)


@pytest.fixture
def staff(make_user):
    """Return a superuser with a password and a verified address."""
    user = make_user("Sara", is_staff=True, is_superuser=True)
    user.set_password(PASSWORD)
    user.save()
    user.mark_email_verified()
    return user


def sign_in(client, user):
    return client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})


def totp(secret, periods_ago=0):
    """Return what an authenticator app shows for the secret (RFC 6238)."""
    counter = int(time.time() / 30) - periods_ago
    digest = hmac.digest(base64.b32decode(secret), counter.to_bytes(8), "sha1")
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4]) & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def set_up_app(client):
    """Set up an authenticator app, and return its secret and the recovery codes."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    page = client.post("/accounts/2fa/totp/activate/", {"code": totp(secret)}, follow=True)
    return secret, page.context["unused_codes"]


def test_staff_without_a_second_factor_are_asked_to_set_one_up(client, staff):
    sign_in(client, staff)

    response = client.get("/admin/", follow=True)

    assert response.redirect_chain[-1][0] == "/accounts/2fa/"
    assert [*response.context["messages"]]


# The session learns of the app when the transaction ends.
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_admin_opens_after_the_app_is_set_up_and_closes_when_it_is_removed(client, staff):
    sign_in(client, staff)

    set_up_app(client)

    assert client.get("/admin/").status_code == 200

    client.post("/accounts/2fa/totp/deactivate/")

    assert client.get("/admin/").status_code == 302


def test_password_alone_does_not_sign_in_who_has_a_second_factor(client, staff):
    sign_in(client, staff)
    secret, _ = set_up_app(client)
    client.logout()

    response = sign_in(client, staff)
    assertRedirects(response, "/accounts/2fa/authenticate/")
    assert "_auth_user_id" not in client.session

    client.post("/accounts/2fa/authenticate/", {"code": totp(secret, 1)})
    assert client.get("/admin/").status_code == 200


def test_session_from_before_the_second_factor_has_to_show_it(client, staff):
    sign_in(client, staff)
    earlier = type(client)()
    sign_in(earlier, staff)

    secret, _ = set_up_app(client)
    response = earlier.get("/admin/accounts/user/", follow=True)
    page = response.redirect_chain[-1][0]
    assert page == "/accounts/2fa/reauthenticate/?next=%2Fadmin%2Faccounts%2Fuser%2F"

    response = earlier.post(page, {"code": totp(secret, 1)})
    assertRedirects(response, "/admin/accounts/user/")


@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_code_counts_once(client, staff, kind):
    sign_in(client, staff)
    secret, (recovery_code, *_) = set_up_app(client)
    code = totp(secret, 1) if kind == "app" else recovery_code
    for expected in (True, False):
        client.logout()
        sign_in(client, staff)
        client.post("/accounts/2fa/authenticate/", {"code": code})
        assert ("_auth_user_id" in client.session) is expected


def test_guessing_codes_is_limited(client, staff):
    sign_in(client, staff)
    secret, _ = set_up_app(client)
    client.logout()
    sign_in(client, staff)
    for _ in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})

    client.post("/accounts/2fa/authenticate/", {"code": totp(secret, 1)})

    assert "_auth_user_id" not in client.session


def test_password_is_changed_on_the_page_of_the_site_alone(client, staff, settings):
    settings.ADMIN_SECOND_FACTOR = False
    client.force_login(staff)

    response = client.get("/admin/password_change/")

    assertRedirects(response, "/accounts/password/change/")


def test_admin_is_closed_to_everybody_else(client, reader):
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0] == "/accounts/login/?next=%2Fadmin%2F"

    client.force_login(reader)
    assert client.get("/admin/", follow=True).status_code == 403


def test_password_reset_does_not_remove_the_second_factor(client, staff):
    sign_in(client, staff)
    set_up_app(client)
    client.logout()
    client.post("/accounts/password/reset/", {"email": staff.email})
    link = re.search(r"https?://testserver(/\S+)", mail.outbox[-1].body)[1]
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "another-horse-battery", "password2": "another-horse-battery"})

    client.post("/accounts/login/", {"login": staff.email, "password": "another-horse-battery"})

    assert "_auth_user_id" not in client.session
