"""Whatever the API refuses, it says so in a problem document (RFC 9457), as it is described."""

import pytest
from django.conf import settings

from accounts.models import Token
from config.api import api

OPERATIONS = [
    (path, method)
    for path, operations in api.get_openapi_schema()["paths"].items()
    for method in operations
]
PROBLEM = "application/problem+json"

pytestmark = pytest.mark.django_db


def test_every_operation_says_that_it_may_answer_with_a_problem(client):
    described = client.get("/api/openapi.json").json()
    answers = [item["responses"] for path in described["paths"].values() for item in path.values()]

    assert len(answers) == len(OPERATIONS)
    for answer in answers:
        content = answer["4XX"]["content"]
        assert content == {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        assert described["components"]["schemas"]["Problem"]["required"] == ["status", "title"]


@pytest.mark.parametrize(("path", "method"), OPERATIONS[:1])
def test_method_that_an_address_does_not_know_is_a_problem(client, path, method):
    response = client.patch(path)

    assert response.status_code == response.json()["status"] == 405
    assert response.headers["Content-Type"] == PROBLEM
    assert method.upper() in response.headers["Allow"]


@pytest.mark.parametrize("path", [path for path, method in OPERATIONS if method == "post"][:1])
def test_body_that_is_too_long_is_a_problem(client, reader, path):
    secret = Token.objects.issue(reader, "test")
    body = " " * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)

    response = client.post(
        path, body, content_type="application/json", HTTP_AUTHORIZATION=f"Bearer {secret}"
    )

    assert response.status_code == response.json()["status"] == 413
    assert response.headers["Content-Type"] == PROBLEM
    assert f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE} bytes" in response.json()["detail"]


def test_page_that_is_no_part_of_the_api_stays_a_page(client):
    response = client.get("/nowhere/")

    assert response.headers["Content-Type"].startswith("text/html")
