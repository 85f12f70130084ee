"""The debug toolbar watches the pages of the site, and not what the tour measures."""

import pytest
from django.urls import reverse

from tour.dev_tools import is_watched

SERVED = {"SERVER_SOFTWARE": "WSGIServer/0.2"}


@pytest.fixture(autouse=True)
def internal_ips(settings):
    """Count this machine as a developer's."""
    settings.INTERNAL_IPS = ["127.0.0.1"]


@pytest.mark.parametrize("path", ["/", "/nowhere/"])
def test_request_of_this_machine_to_a_server_is_watched(rf, path):
    assert is_watched(rf.get(path, **SERVED))
    assert not is_watched(rf.get(path, **SERVED, REMOTE_ADDR="203.0.113.9"))


def test_what_is_measured_is_not_watched(rf):
    assert not is_watched(rf.get("/"))
    assert not is_watched(rf.get(reverse("tour:index"), **SERVED))
