"""How much one visitor may ask of the site in a minute."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from io import BytesIO
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains

from core.models import RateLimit

pytestmark = pytest.mark.django_db


def test_one_use_more_than_the_limit_is_refused_until_the_window_ends():
    answers = [RateLimit.objects.allow("key", limit=3, seconds=60) for _ in range(4)]
    assert answers == [True, True, True, False]
    assert RateLimit.objects.allow("another", limit=3, seconds=60)

    RateLimit.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert RateLimit.objects.allow("key", limit=3, seconds=60)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_many_at_once_get_exactly_the_limit():
    start = Barrier(8)

    def use(_):
        start.wait(60)
        with closing(connection):
            return [RateLimit.objects.allow("key", limit=12, seconds=60) for _ in range(3)]

    with ThreadPoolExecutor(8) as threads:
        answers = [answer for answers in threads.map(use, range(8)) for answer in answers]

    assert sum(answers) == 12


def test_api_refuses_with_a_problem_document(client, settings):
    settings.RATE_LIMITS = {"api": 2, "writes": 2}
    answers = [client.get("/api/openapi.json").status_code for _ in range(3)]
    assert answers == [200, 200, 429]

    response = client.get("/api/openapi.json")

    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Retry-After"] == "60"
    assert response.json()["detail"] == "Too many requests. Try again in a minute."


def test_forms_are_limited_by_account_and_pages_are_not(reader, make_user, settings):
    settings.RATE_LIMITS = {"api": 2, "writes": 2}
    browser, other = Client(), Client()
    browser.force_login(reader)
    other.force_login(make_user("Other"))
    for _ in range(2):
        browser.post("/accounts/profile/", {"name": "New"})

    response = browser.post("/accounts/profile/", {"name": "Newer"})

    assertContains(response, "core/site.css", status_code=429)
    assert browser.get("/accounts/profile/").status_code == 200
    assert other.post("/accounts/profile/", {"name": "Other"}).status_code == 302


def test_visitors_are_counted_by_address_and_ipv6_by_network(settings):
    settings.RATE_LIMITS = {"api": 1, "writes": 1}

    def ask(address):
        return Client(REMOTE_ADDR=address).get("/api/openapi.json").status_code

    assert [ask("192.0.2.1"), ask("192.0.2.1"), ask("192.0.2.2")] == [200, 429, 200]
    assert [ask("2001:db8::1"), ask("2001:db8::ffff"), ask("2001:db8:1::1")] == [200, 429, 200]


def test_limits_of_allauth_answer_with_the_same_page(client):
    for _ in range(20):
        client.post("/accounts/password/reset/", {"email": "nobody@example.com"})

    response = client.post("/accounts/password/reset/", {"email": "nobody@example.com"})

    assertContains(response, "core/site.css", status_code=429)
    assert response.headers["Retry-After"] == "60"


TOO_LARGE = "x" * 2_000_000


@pytest.mark.parametrize(
    ("limit", "form"),
    [
        ("MAX_REQUEST_BYTES", {"text": TOO_LARGE}),
        ("MAX_REQUEST_BYTES", {"file": BytesIO(TOO_LARGE.encode())}),
        ("DATA_UPLOAD_MAX_MEMORY_SIZE", {"text": TOO_LARGE}),
    ],
)
def test_large_request_is_refused(client, settings, limit, form):
    setattr(settings, limit, 1_000_000)

    response = client.post("/accounts/login/", form)

    assertContains(response, "core/site.css", status_code=413)


@pytest.mark.parametrize("length", ["", "abc", "-1", "9" * 5000])
def test_length_that_is_no_number_is_ignored(client, length):
    assert client.get("/accounts/login/", CONTENT_LENGTH=length).status_code == 200
