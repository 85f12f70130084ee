"""
Clickjacking: another site shows a page of this one in an invisible frame, and lets people click.

Two headers forbid it, one for new browsers and one for old; either is enough.
https://docs.djangoproject.com/en/6.1/ref/clickjacking/
"""

import pytest
from django.urls import reverse

from core.apps import menu_apps

PROTECTION = "config/settings.py: frame-ancestors"

CSP = "django.middleware.csp.ContentSecurityPolicyMiddleware"
X_FRAME = "django.middleware.clickjacking.XFrameOptionsMiddleware"
PAGES = ["/", "/accounts/login/", *(reverse(app.menu_url) for app in menu_apps())]

pytestmark = pytest.mark.django_db


def attack(client, page):
    """Return whether a browser shows the page in a frame of another site."""
    response = client.get(page)
    assert response.status_code == 200
    policy = response.headers.get("Content-Security-Policy", "")
    in_new_browsers = "frame-ancestors 'none'" not in policy
    return in_new_browsers and response.headers.get("X-Frame-Options") != "DENY"


@pytest.mark.parametrize("missing", [None, CSP, X_FRAME])
@pytest.mark.parametrize("page", PAGES)
def test_attack_is_stopped_by_either_header(client, settings, page, missing):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != missing]

    assert not attack(client, page)


def test_control_without_both_headers_the_page_is_framed(client, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name not in {CSP, X_FRAME}]

    assert attack(client, "/accounts/login/")
