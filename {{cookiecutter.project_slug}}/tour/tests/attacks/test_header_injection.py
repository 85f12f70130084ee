"""
Header injection: a line break in a value ends a header of the answer and begins another.

Redirects encode line breaks, and no header is accepted with one.
https://docs.djangoproject.com/en/6.1/ref/request-response/#setting-header-fields
"""

from email import message_from_bytes

import pytest
from django.http import HttpResponse
from django.http.response import ResponseHeaders
from django.urls import path

PROTECTION = "django/http/response.py: Header values can't contain newlines"

NEXT = "/\r\nSet-Cookie: sessionid=known-to-the-attacker"


def attack(client, user):
    """Follow a link with a line break in `next`, and return the headers that a browser reads."""
    client.force_login(user)
    response = client.get("/accounts/login/", {"next": NEXT})
    assert response.status_code == 302
    return message_from_bytes(response.serialize_headers())


def naive_redirect(request):
    return HttpResponse(status=302, headers={"Location": request.GET["next"]})


urlpatterns = [path("accounts/login/", naive_redirect)]


def test_attack_stays_within_one_header(client, reader):
    headers = attack(client, reader)

    assert headers["Location"] == "/%0D%0ASet-Cookie:%20sessionid=known-to-the-attacker"
    assert "Set-Cookie" not in headers


@pytest.mark.urls(__name__)
def test_control_without_the_check_the_attacker_sets_a_cookie(client, reader, monkeypatch):
    monkeypatch.setattr(ResponseHeaders, "_convert_to_charset", lambda self, value, *_, **__: value)

    headers = attack(client, reader)

    assert headers["Set-Cookie"] == "sessionid=known-to-the-attacker"
