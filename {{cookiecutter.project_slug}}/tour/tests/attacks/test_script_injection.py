"""
Script injection: a hole in a template lets a script into the page after all.

The content security policy is the second line: browsers run scripts of the site's own
files, and none that stands in a page.
https://docs.djangoproject.com/en/6.1/howto/csp/
"""

import pytest
from django.http import HttpResponse
from django.urls import path, reverse

from config.urls import urlpatterns as site
from core.apps import menu_apps

PROTECTION = "config/settings.py: SECURE_CSP"

PAGES = ["/", "/accounts/login/", "/nowhere/", "/api/docs"]
PAGES += [reverse(app.menu_url) for app in menu_apps()]
MIDDLEWARE = "django.middleware.csp.ContentSecurityPolicyMiddleware"


def attack(client, page):
    """Send a script to a page, and return the policy under which the browser would run it."""
    response = client.get(page, {"q": "<script>alert(1)</script>"})
    policy = response.headers.get("Content-Security-Policy", "script-src 'unsafe-inline'")
    return response, {part.split()[0]: part.split()[1:] for part in policy.split(";")}


def page_with_a_hole(request):
    return HttpResponse(f"<p>No results for {request.GET['q']}.</p>")


urlpatterns = [path("search/", page_with_a_hole), *site]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize("page", ["/search/", *PAGES])
def test_attack_is_not_run_on_any_page(client, page):
    response, policy = attack(client, page)

    assert response.status_code == (404 if page == "/nowhere/" else 200)
    assert policy["default-src"] == policy["base-uri"] == ["'none'"]
    assert policy["script-src"][0] == "'self'"
    assert "unsafe" not in str(policy)


@pytest.mark.urls(__name__)
def test_control_without_the_policy_the_script_runs(client, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != MIDDLEWARE]

    response, policy = attack(client, "/search/")

    assert "<script>alert(1)</script>" in response.text
    assert policy["script-src"] == ["'unsafe-inline'"]
