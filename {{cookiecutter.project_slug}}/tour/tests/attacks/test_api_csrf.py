"""
Forgery of API requests: another site calls the API with the session of somebody signed in here.

A session counts for the API only together with the CSRF token, which other sites cannot read.
https://docs.djangoproject.com/en/6.1/howto/csrf/#using-csrf-protection-with-ajax
"""

import re

import pytest
from django.test import Client
from django.urls import path
from ninja import NinjaAPI
from ninja.security import SessionAuth

from config.api import api

PROTECTION = "accounts/api.py: SessionAuth(csrf=True)"

CHANGES = [
    (method, re.sub(r"{\w+}", "1", address))
    for address, methods in api.get_openapi_schema()["paths"].items()
    for method in methods
    if method != "get"
]


def attack(user, method, address):
    """Let the browser of a user call the API from a page of evil.example."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(user)
    headers = {"Origin": "https://evil.example"}
    return browser.generic(method.upper(), address, '{"name": "Forged"}', headers=headers)


naive = NinjaAPI(auth=SessionAuth(csrf=False), urls_namespace="naive")


@naive.put("/name")
def rename(request):
    return {"renamed": request.user.email}


urlpatterns = [path("api/", naive.urls)]


@pytest.mark.parametrize(("method", "address"), CHANGES)
def test_attack_is_refused_by_every_operation(reader, method, address):
    response = attack(reader, method, address)

    assert response.status_code == 403
    assert response.json()["detail"] == "CSRF check Failed"


@pytest.mark.urls(__name__)
def test_control_where_the_session_is_enough_the_call_is_obeyed(reader):
    response = attack(reader, "put", "/api/name")

    assert response.json() == {"renamed": reader.email}
