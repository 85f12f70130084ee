"""Pages are kept for visitors only, never those of a person or a program."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from config.urls import urlpatterns as site
from core.page_cache import cached_for_visitors

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

answers = []


@cached_for_visitors
def page(request):
    answers.append(request)
    return HttpResponse(f"{len(answers)} {request.user}")


urlpatterns = [path("page/", page), *site]


@pytest.fixture(autouse=True)
def cache(page_cache):
    """Keep pages, and forget them and who asked after each test."""
    yield page_cache
    page_cache.clear()
    answers.clear()


def test_visitors_get_the_page_that_was_made_for_the_first(django_assert_num_queries):
    assert Client().get("/page/").text == "1 AnonymousUser"

    with django_assert_num_queries(0):
        assert Client().get("/page/").text == "1 AnonymousUser"


def test_signed_in_person_gets_a_page_of_their_own(client, reader):
    client.force_login(reader)

    first, second = (client.get("/page/") for _ in range(2))

    assert (first.text, second.text) == (f"1 {reader}", f"2 {reader}")
    assert first.headers["Cache-Control"] == "no-store"
    assert Client().get("/page/").text == "3 AnonymousUser"


@pytest.mark.parametrize("headers", [{"cookie": "basket=1"}, {"authorization": "Bearer x"}])
def test_request_with_a_cookie_or_a_token_gets_an_answer_of_its_own(client, headers):
    client.get("/page/")

    response = client.get("/page/", headers=headers)

    assert response.text.startswith("2 ")
    assert "public" not in response.headers.get("Cache-Control", "")
    assert client.get("/page/").text.startswith("1 ")
