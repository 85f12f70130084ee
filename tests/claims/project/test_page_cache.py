"""Which pages are kept for visitors, and whose are not."""

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


def other_page(request):
    return page.__wrapped__(request)


@cached_for_visitors
def refusal(request):
    return HttpResponse("No.", status=422)


urlpatterns = [
    path("page/", page),
    path("other/", other_page),
    path("refusal/", refusal),
    *site,
]


@pytest.fixture(autouse=True)
def cache(page_cache):
    """Keep pages, and forget them and who asked after each test."""
    yield page_cache
    page_cache.clear()
    answers.clear()


def test_visitors_get_the_page_that_was_made_for_the_first(django_assert_num_queries):
    assert Client().get("/page/").text == "1 AnonymousUser"

    with django_assert_num_queries(0):
        response = Client().get("/page/")

    assert response.text == "1 AnonymousUser"
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert "Cookie" in response.headers["Vary"]
    assert response.headers["Content-Security-Policy"]
    assert response.headers["X-Request-ID"]


def test_page_that_has_not_changed_is_304(client):
    etag = client.get("/page/").headers["ETag"]

    response = client.get("/page/", headers={"if-none-match": etag})

    assert response.status_code == 304
    assert response.content == b""


def test_each_query_has_its_page(client):
    assert client.get("/page/").text != client.get("/page/?page=2").text


def test_each_language_has_its_page(client):
    german, english = (
        client.get("/page/", headers={"accept-language": language}) for language in ["de", "en"]
    )

    assert (german.text, english.text) == ("1 AnonymousUser", "2 AnonymousUser")
    assert client.get("/page/", headers={"accept-language": "de"}).text == german.text
    assert "Accept-Language" in german.headers["Vary"]


@pytest.mark.parametrize("headers", [{"cookie": "basket=1"}, {"authorization": "Bearer x"}])
def test_whoever_sends_something_of_their_own_gets_a_page_of_their_own(client, headers):
    first, second = (client.get("/page/", headers=headers) for _ in range(2))

    assert first.text != second.text
    assert "max-age" not in first.headers.get("Cache-Control", "")


def test_other_pages_are_not_kept_and_keep_their_headers(client):
    first, second = (client.get("/other/") for _ in range(2))

    assert first.text != second.text
    assert "Cache-Control" not in first.headers
    assert "Expires" not in first.headers


def test_errors_are_not_kept(client):
    assert client.get("/nowhere/").status_code == 404

    assert "max-age" not in client.get("/nowhere/").headers.get("Cache-Control", "")


def test_refusal_is_kept_by_nobody(client):
    response = client.get("/refusal/")

    assert "public" not in response.headers.get("Cache-Control", "")
