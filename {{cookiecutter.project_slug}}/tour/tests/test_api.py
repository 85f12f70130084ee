"""The API, to programs that guess, or that send what others read differently."""

import pytest
from django.test import Client

from accounts.models import Token
from tests.test_api import OPERATIONS

pytestmark = pytest.mark.django_db

each_post = pytest.mark.parametrize(
    "path", [path for path, method in OPERATIONS if method == "post"][:1]
)


def test_tokens_are_limited_by_account_and_guesses_by_address(reader, make_user, settings):
    settings.RATE_LIMITS = {"api": 2, "writes": 2}

    def ask(secret, address):
        headers = {"Authorization": f"Bearer {secret}"}
        return Client(REMOTE_ADDR=address, headers=headers).get("/api/openapi.json").status_code

    mine, also_mine = (Token.objects.issue(reader, name) for name in "ab")
    theirs = Token.objects.issue(make_user("Other"), "theirs")
    asked = [ask(mine, "192.0.2.1"), ask(also_mine, "192.0.2.2"), ask(mine, "192.0.2.3")]
    assert asked == [200, 200, 429]
    assert [ask(theirs, "192.0.2.1") for _ in range(3)] == [200, 200, 429]
    assert [ask(f"guess {number}", "192.0.2.9") for number in range(3)] == [200, 200, 429]


@each_post
@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("text/xml", "{}", 415),
        ("application/x-www-form-urlencoded", "{}", 415),
        ("application/json", '{"a": 1, "a": 2}', 400),
        ("application/json", '{"a": [{"b": 1, "b": 1}]}', 400),
        ("application/json", '{"a": ', 400),
        ("application/json; charset=utf-8", "{}", 422),
    ],
)
def test_body_that_programs_read_differently_is_a_problem(
    client, reader, path, content_type, body, status
):
    secret = Token.objects.issue(reader, "test")
    header = {"authorization": f"Bearer {secret}"}

    response = client.post(path, body, content_type=content_type, headers=header)

    assert response.status_code == response.json()["status"] == status
    assert response.json()["detail"]


@each_post
@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer unknown"}])
def test_whoever_is_unknown_is_told_what_to_send(client, path, headers):
    response = client.post(path, "{}", content_type="application/json", headers=headers)

    assert response.status_code == response.json()["status"] == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"


def test_head_is_answered_like_get(client):
    response, get = client.head("/api/openapi.json"), client.get("/api/openapi.json")

    assert response.status_code == 200
    assert response.headers["Content-Type"] == get.headers["Content-Type"]
