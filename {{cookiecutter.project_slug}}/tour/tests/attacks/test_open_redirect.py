"""
Open redirect: a link to this site leads to another, which looks the same and asks for a password.

After a sign-in, `next` is followed to pages of this site only.
https://docs.djangoproject.com/en/6.1/topics/auth/default/#django.contrib.auth.views.LoginView
"""

import pytest

from accounts.adapter import AccountAdapter

PROTECTION = "allauth/account/adapter.py: url_has_allowed_host_and_scheme"

each_address = pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "https:///evil"]
)


def attack(client, user, address):
    """Follow a link to the sign-in page, and return where that leads after a sign-in."""
    form = {"login": user.email, "password": "victims-horse-battery", "next": address}
    response = client.post("/accounts/login/", form)
    assert response.status_code == 302
    return response.headers["Location"]


class TrustingAdapter(AccountAdapter):
    def is_safe_url(self, url):
        return True


@each_address
def test_attack_leads_to_the_profile(client, victim, address):
    assert attack(client, victim, address) == "/accounts/profile/"


@each_address
def test_control_without_the_check_it_leads_away(client, victim, address, settings):
    settings.ACCOUNT_ADAPTER = f"{__name__}.TrustingAdapter"

    assert "evil" in attack(client, victim, address)
