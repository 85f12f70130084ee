"""Pages of an account look and work as those of the site."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from accounts.models import Token
from accounts.tests.test_second_factor import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def confirmed(client, reader):
    """Return a reader who has just entered the password."""
    reader.set_password(PASSWORD)
    reader.save()
    reader.mark_email_verified()
    client.post("/accounts/login/", {"login": reader.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return reader


def test_qr_code_is_drawn_under_the_content_security_policy(client, confirmed):
    response = client.get("/accounts/2fa/totp/activate/")

    assertContains(response, "<svg")
    assertNotContains(response, "data:image")


def test_token_lasts_90_days(reader):
    Token.objects.issue(reader, "backup")

    left = Token.objects.get().expires_at - timezone.now()
    assert timedelta(days=89) < left <= timedelta(days=90)


def test_export_has_the_same_names_in_every_language(client, confirmed):
    english = client.get("/accounts/export/").json()

    german = client.get("/accounts/export/", headers={"accept-language": "de"}).json()

    assert german.keys() == english.keys()
    assert "tokens" in german


@pytest.mark.parametrize("page", ["login", "password/reset", "password/reset/done", "inactive"])
def test_pages_of_allauth_are_in_the_design_of_the_site(client, page):
    assertContains(client.get(f"/accounts/{page}/"), "core/site.css")
