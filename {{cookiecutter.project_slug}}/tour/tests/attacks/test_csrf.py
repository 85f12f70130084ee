"""
Cross-site request forgery: another site sends a form with the cookies of somebody signed in here.

Forms carry a token that other sites cannot read; without it, or from another origin, they are
refused.
https://docs.djangoproject.com/en/6.1/ref/csrf/
"""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains

from tests.routes import own_patterns

PROTECTION = "config/settings.py: django.middleware.csrf.CsrfViewMiddleware"

MIDDLEWARE = "django.middleware.csrf.CsrfViewMiddleware"


def attack(user, page="/accounts/profile/"):
    """Let the browser of a user send the form that stands on a page of evil.example."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(user)
    response = browser.post(page, {"name": "Forged"}, headers={"Origin": "https://evil.example"})
    user.refresh_from_db()
    return response


@pytest.mark.parametrize(("path", "view"), list(own_patterns()))
def test_attack_is_refused_at_every_address(path, view, reader):
    response = attack(reader, f"/{path}")

    assert reader.name == "Reader"
    if getattr(view, "csrf_exempt", False):  # Programs call it, and sign what they send.
        assert response.status_code >= 400
    else:
        assertContains(response, "This form has expired", status_code=403)


def test_control_without_the_middleware_the_name_is_changed(reader, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != MIDDLEWARE]

    response = attack(reader)

    assert response.status_code == 302
    assert reader.name == "Forged"
