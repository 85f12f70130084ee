"""What superusers do to the accounts of others."""

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.models import Group
from django.core import mail
from pytest_django.asserts import assertNotContains, assertRedirects

from accounts.models import SecurityEvent, Token, User

pytestmark = pytest.mark.django_db

EMAIL = "reader@example.com"
EVIL = "evil@example.net"
WEAKENED = {
    "a factor is deleted": ("mfa/authenticator", "delete", {"post": "yes"}),
    "a token is deleted": ("accounts/token", "delete", {"post": "yes"}),
    "the account is deleted": ("accounts/user", "delete", {"post": "yes"}),
    "the account is closed": ("accounts/user", "change", {"email": EMAIL, "name": "Rita"}),
    "the address is changed": ("accounts/user", "change", {"email": EVIL, "name": "Rita"}),
    "another address signs in": ("account/emailaddress", "change", {"email": EVIL}),
    "the address is deleted": ("account/emailaddress", "delete", {"post": "yes"}),
    "the role may do more": ("auth/group", "change", {"name": "Helpers", "permissions": 1}),
    "the role is deleted": ("auth/group", "delete", {"post": "yes"}),
}


@pytest.fixture
def member(reader):
    """Return a reader with a second factor, a token, a role and a verified address."""
    reader.mark_email_verified()
    Token.objects.issue(reader, "backup")
    Authenticator.objects.create(user=reader, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    reader.groups.add(Group.objects.create(name="Helpers"))
    return reader


@pytest.mark.parametrize(("page", "action", "form"), WEAKENED.values(), ids=WEAKENED)
def test_person_whose_account_staff_weaken_is_told(admin_client, member, page, action, form):
    model = apps.get_model(*page.split("/"))
    row = {User: member}.get(model) or model.objects.last()
    form = form | ({"user": member.pk} if page == "account/emailaddress" else {})

    response = admin_client.post(f"/admin/{page}/{row.pk}/{action}/", form)

    assert response.status_code == 302
    event = SecurityEvent.objects.get(kind="access_changed")
    assert event.user in {member, None if model == User else member}
    assert event.detail.endswith("By admin@example.com.")
    assert EMAIL in [address for message in mail.outbox for address in message.to]
    assert any("Changed by staff" in message.body for message in mail.outbox)


def test_each_person_is_told_when_many_rows_are_deleted_at_once(admin_client, member, make_user):
    Token.objects.issue(make_user("Other"), "theirs")
    rows = [str(token.pk) for token in Token.objects.all()]
    form = {"action": "delete_selected", "_selected_action": rows, "post": "yes"}

    admin_client.post("/admin/accounts/token/", form)

    assert not Token.objects.exists()
    assert sorted(message.to[0] for message in mail.outbox) == ["other@example.com", EMAIL]


@pytest.mark.parametrize("action", ["", "add/", "{}/change/", "{}/delete/"])
def test_secret_of_a_second_factor_is_shown_to_nobody(admin_client, member, action):
    factor = Authenticator.objects.get()

    response = admin_client.get(f"/admin/mfa/authenticator/{action.format(factor.pk)}")

    assert response.status_code == (403 if action == "add/" else 200)
    assertNotContains(response, "JBSWY3DPEHPK3PXP", status_code=response.status_code)


@pytest.mark.parametrize("year", [0, -1, 10_000, 99_999_999_999])
def test_year_that_no_date_has_is_refused(admin_client, year):
    page = "/admin/accounts/user/"

    response = admin_client.get(page, {"date_joined__year": year})

    assertRedirects(response, f"{page}?e=1")
