"""The name of a request, in its answer and in the log."""

import json
import logging

import pytest
from django.http import HttpResponse
from django.urls import path

pytestmark = pytest.mark.urls(__name__)


def view(request):
    """Return the line that a message becomes in the log of production."""
    console = next(h for h in logging.getLogger().handlers if type(h) is logging.StreamHandler)
    record = logging.makeLogRecord({"name": "till", "levelname": "INFO", "msg": "Sold"})
    console.filter(record)
    return HttpResponse(console.format(record))


urlpatterns = [path("", view)]


def test_each_request_has_a_name_of_its_own(client):
    first, second = (client.get("/").headers["X-Request-ID"] for _ in range(2))

    assert len(first) == 16
    assert first != second


def test_lines_of_the_log_are_json_with_the_name_of_the_request(client):
    response = client.get("/")

    line = json.loads(response.text)
    assert line["request_id"] == response.headers["X-Request-ID"]
    assert (line["level"], line["logger"], line["message"]) == ("INFO", "till", "Sold")
    assert line["time"]


def test_name_from_a_proxy_is_kept(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    response = client.get("/", headers={"x-request-id": "edge-1234.5"})

    assert response.headers["X-Request-ID"] == "edge-1234.5"


@pytest.mark.parametrize("name", ["short", "x" * 65, "two words", 'quoted"name', "ünïcode1"])
def test_malformed_name_from_a_proxy_is_replaced(client, settings, name):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    assert client.get("/", headers={"x-request-id": name}).headers["X-Request-ID"] != name


def test_name_from_a_visitor_is_replaced(client):
    response = client.get("/", headers={"x-request-id": "edge-1234.5"})

    assert response.headers["X-Request-ID"] != "edge-1234.5"
