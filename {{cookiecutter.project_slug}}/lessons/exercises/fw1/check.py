import re
import time

import pytest
from django.http import HttpResponse
from django.urls import include, path, reverse

pytestmark = pytest.mark.django_db

SLOW_MILLISECONDS = 40


def slow(request):
    end = time.perf_counter() + SLOW_MILLISECONDS / 1000
    time.sleep(SLOW_MILLISECONDS / 2000)  # as while it waits for a database
    while time.perf_counter() < end:
        pass
    return HttpResponse("slow")


def quick(request):
    return HttpResponse("quick")


urlpatterns = [path("slow/", slow), path("", include("config.urls"))]


@pytest.fixture(autouse=True)
def answer(rf):
    """Return what the middleware makes of a quick answer; without one, every page fails."""
    from fw1.middleware import ServerTimingMiddleware

    response = ServerTimingMiddleware(quick)(rf.get("/"))
    assert response is not None, "The middleware returned None: end it with `return response`."
    return response


def milliseconds(response):
    header = response.headers.get("Server-Timing")
    assert header, f"The answer with status {response.status_code} has no header Server-Timing."
    match = re.fullmatch(r"total;dur=(\d+(\.\d+)?)", header)
    assert match, f"The header is {header!r}, and should be like 'total;dur=12.5'."
    return float(match[1])


def check_the_first_page_says_how_long_it_took(client):
    milliseconds(client.get("/"))


def check_pages_that_are_not_found_and_redirects_say_it_too(client):
    assert client.get("/nowhere/").status_code == 404, "/nowhere/ should still be not found."
    milliseconds(client.get("/nowhere/"))
    milliseconds(client.get(reverse("admin:index")))


@pytest.mark.urls(__name__)
def check_a_slow_view_counts(client):
    took = milliseconds(client.get("/slow/"))

    assert took >= SLOW_MILLISECONDS, (
        f"A view that takes {SLOW_MILLISECONDS} ms was said to take {took}: take the time before "
        "and after the call of get_response, and turn seconds into milliseconds."
    )
    assert took < 100 * SLOW_MILLISECONDS, f"{took} ms is too much: seconds × 1000, once."


def check_a_quick_view_takes_less(answer):
    took = milliseconds(answer)

    assert took < SLOW_MILLISECONDS, f"An empty view was said to take {took} ms: measure it."


def check_each_request_is_handed_on_once(rf):
    from fw1.middleware import ServerTimingMiddleware

    calls = []
    middleware = ServerTimingMiddleware(lambda request: calls.append(request) or HttpResponse("x"))
    response = middleware(rf.get("/"))

    assert len(calls) == 1, f"get_response was called {len(calls)} times for one request."
    assert response.content == b"x", "The answer must be the one that get_response returned."
