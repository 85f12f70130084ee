import json
import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import call_command
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.models import Token

pytestmark = pytest.mark.django_db

PASSWORD = "correct-horse-battery"


@pytest.fixture
def member(client, reader):
    """Return a reader with a password and a verified address, who has just signed in."""
    reader.set_password(PASSWORD)
    reader.save()
    EmailAddress.objects.create(user=reader, email=reader.email, verified=True, primary=True)
    client.post("/accounts/login/", {"login": reader.email, "password": PASSWORD})
    return reader


@pytest.fixture
def confirmed(client, member):
    """Return a member who has just entered the password once more."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return member


def link_in_last_mail():
    return re.search(r"https?://testserver(/\S+)", mail.outbox[-1].body)[1]


def test_superuser_signs_in_without_a_mail_server(client):
    call_command("createsuperuser", "--no-input", email="Root@example.com", name="Root")
    user = get_user_model().objects.get()
    user.set_password(PASSWORD)
    user.save()

    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})

    assert client.get("/admin/").status_code == 200
    assert not mail.outbox


def test_forgotten_password_is_set_again_by_mail(client, member):
    client.post("/accounts/logout/")
    client.post("/accounts/password/reset/", {"email": member.email})
    page = client.get(link_in_last_mail(), follow=True)

    new = "another-long-password"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})

    assert client.login(username=member.email, password=new)


def test_password_is_changed_with_the_old_one(client, member):
    new = "another-long-password"

    client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    member.refresh_from_db()
    assert member.check_password(new)


def test_sign_out_needs_a_button_and_not_a_link(client, member):
    client.get("/accounts/logout/")
    assert "_auth_user_id" in client.session

    client.post("/accounts/logout/")

    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "path", ["/accounts/profile/", "/accounts/tokens/", "/accounts/export/", "/accounts/delete/"]
)
def test_visitors_are_sent_to_sign_in(client, path):
    assertRedirects(client.get(path), f"/accounts/login/?next={path}")


def test_profile_changes_the_name(client, member):
    client.post("/accounts/profile/", {"name": "Rita R."})

    member.refresh_from_db()
    assert member.name == "Rita R."


@pytest.mark.parametrize("scope", ["read", "write"])
def test_token_is_shown_once_and_works_until_it_is_revoked(client, confirmed, scope):
    page = client.post("/accounts/tokens/", {"name": "backup", "scope": scope})
    secret = re.search(r"token_[\w-]+", page.text)[0]
    assert Token.objects.get().scope == scope
    assert Token.objects.matching(secret).exists()
    assertNotContains(client.get("/accounts/tokens/"), secret)

    client.post(f"/accounts/tokens/{Token.objects.get().pk}/revoke/")

    assert not Token.objects.matching(secret).exists()


def test_token_is_made_after_the_password_was_entered_again_and_its_owner_is_told(client, member):
    response = client.post("/accounts/tokens/", {"name": "backup", "scope": "read"})
    assert not Token.objects.exists()

    page = client.post(response.headers["Location"], {"password": PASSWORD})

    assert "token_" in page.text
    (message,) = mail.outbox
    assert message.to == [member.email]
    assert "API token created: backup" in message.body
    assert member.security_events.filter(kind="token_made", ip_address="127.0.0.1").exists()


def test_ending_other_sessions_ends_the_tokens_of_this_account(client, member, make_user):
    other = make_user("Other")
    for user in (member, other):
        Token.objects.issue(user, "backup")
    assertNotContains(client.get("/accounts/sessions/"), "disabled")

    client.post("/accounts/sessions/")

    assert Token.objects.get().user == other
    assertContains(client.get("/accounts/sessions/"), "disabled")


def test_nobody_revokes_the_token_of_another(client, member, make_user):
    Token.objects.issue(make_user("Other"), "theirs")

    response = client.post(f"/accounts/tokens/{Token.objects.get().pk}/revoke/")

    assert response.status_code == 404
    assert Token.objects.exists()


def test_export_has_what_belongs_to_the_person_and_no_secret(client, confirmed, make_user):
    Token.objects.issue(confirmed, "backup")
    Token.objects.issue(make_user("Other"), "not mine")

    response = client.get("/accounts/export/")

    data = json.loads(response.content)
    assert data["email"] == confirmed.email
    assert [token["name"] for token in data["tokens"]] == ["backup"]
    for secret in ("password", "digest", "not mine"):
        assert secret not in response.text


def test_deletion_takes_all_of_the_person_and_nothing_of_others(client, confirmed, make_user):
    other = make_user("Other")
    Token.objects.issue(confirmed, "backup")
    Token.objects.issue(other, "not mine")

    assertContains(client.get("/accounts/delete/"), "<li>1 token</li>", html=True)
    client.post("/accounts/delete/", {"email": confirmed.email})

    assert list(get_user_model().objects.all()) == [other]
    assert [token.name for token in Token.objects.all()] == ["not mine"]
    assert "_auth_user_id" not in client.session


def test_deletion_needs_the_address_of_the_account(client, confirmed):
    response = client.post("/accounts/delete/", {"email": "other@example.com"})

    assertContains(response, f"Enter {confirmed.email}.")
    assert get_user_model().objects.filter(pk=confirmed.pk).exists()


@pytest.mark.parametrize("path", ["/accounts/export/", "/accounts/delete/"])
def test_a_stolen_session_is_asked_for_the_password(client, member, path):

    response = client.get(path)

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/reauthenticate/")


def test_new_password_ends_every_other_session_and_token(client, reader):
    elsewhere = type(client)()
    elsewhere.force_login(reader)
    secret = reader.tokens.issue(reader, "backup script")
    client.force_login(reader)

    reader.set_password("another-horse-battery")
    reader.save()

    for browser in (client, elsewhere):
        assert browser.get("/accounts/profile/").status_code == 302
    assert not reader.tokens.matching(secret).exists()


def test_mail_server_that_is_down_does_not_stop_what_was_asked_for(
    client, confirmed, settings, caplog
):
    smtp = {"BACKEND": "django.core.mail.backends.smtp.EmailBackend"}
    settings.MAILERS = {"default": smtp | {"OPTIONS": {"host": "127.0.0.1", "port": 1}}}
    new = "another-horse-battery"

    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    response = client.post("/accounts/password/change/", form)

    assert response.status_code == 302
    assert "The email account/email/password_changed was not sent." in caplog.text
    confirmed.refresh_from_db()
    assert confirmed.check_password(new)


def test_nobody_signs_up_where_that_is_closed(client, settings):
    settings.SIGNUP_OPEN = False
    form = {"email": "new@example.com", "password1": PASSWORD, "password2": PASSWORD}

    client.post("/accounts/signup/", form | {"name": "New"})

    assert not get_user_model().objects.exists()
    assertNotContains(client.get("/"), "/accounts/signup/")
