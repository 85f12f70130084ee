"""What the API refuses, it says in a problem document (RFC 9457), as it is described."""

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
each_post = pytest.mark.parametrize(
    "path", [path for path, method in OPERATIONS if method == "post"][:1]
)

pytestmark = pytest.mark.django_db


def test_every_operation_says_that_it_may_answer_with_a_problem(client):
    described = client.get("/api/openapi.json").json()
    answers = [item["responses"] for path in described["paths"].values() for item in path.values()]

    assert len(answers) == len(OPERATIONS)
    for answer in answers:
        content = answer["4XX"]["content"]
        assert content == {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}


def test_url_that_is_not_there_is_a_problem_in_the_api_and_a_page_elsewhere(client):
    problem, page = client.get("/api/nothing/here"), client.get("/nothing/here/")

    assert problem.status_code == page.status_code == problem.json()["status"] == 404
    assert problem.headers["Content-Type"] == PROBLEM
    assert page.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(("path", "method"), OPERATIONS[:1])
def test_method_that_a_url_does_not_know_is_a_problem(client, path, method):
    response = client.patch(path)

    assert response.status_code == response.json()["status"] == 405
    assert response.headers["Content-Type"] == PROBLEM
    assert method.upper() in response.headers["Allow"]


@each_post
def test_body_that_is_too_long_is_a_problem(client, reader, path):
    secret = Token.objects.issue(reader, "test")
    body = " " * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)

    response = client.post(
        path, body, content_type="application/json", HTTP_AUTHORIZATION=f"Bearer {secret}"
    )

    assert response.status_code == response.json()["status"] == 413
    assert response.headers["Content-Type"] == PROBLEM
