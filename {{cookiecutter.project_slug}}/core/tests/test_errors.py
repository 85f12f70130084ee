"""What people and programs see when something fails."""

import errno

import pytest
from django.db import IntegrityError, InterfaceError, OperationalError
from django.urls import path

from config.urls import urlpatterns as site

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

ERRORS = {
    "lock": OperationalError("database is locked"),
    "gone": InterfaceError("connection already closed"),
    "full": OSError(errno.ENOSPC, "No space left on device"),
    "twice": IntegrityError("UNIQUE constraint failed"),
    "file": FileNotFoundError(errno.ENOENT, "No such file"),
    "typo": NameError("x"),
}


def fail(request, name):
    raise ERRORS[name]


urlpatterns = [path("fail/<str:name>/", fail), path("api/fail/<str:name>/", fail), *site]
handler500 = "core.errors.server_error"


@pytest.fixture
def visitor(client):
    """Return a client that gets an answer where the view fails."""
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("name", ["lock", "gone", "full"])
def test_outage_is_503_and_says_when_to_come_back(visitor, name, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = visitor.get(f"/fail/{name}/")

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"


@pytest.mark.parametrize("name", ["twice", "file", "typo"])
def test_mistake_of_the_code_is_500(visitor, name):
    response = visitor.get(f"/fail/{name}/")

    assert response.status_code == 500
    assert "Retry-After" not in response.headers


@pytest.mark.parametrize(("name", "status"), [("lock", 503), ("typo", 500)])
def test_programs_are_told_in_a_problem_document(visitor, name, status):
    response = visitor.get(f"/api/fail/{name}/")

    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == status
