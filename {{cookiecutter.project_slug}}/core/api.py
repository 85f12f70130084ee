"""The API object: errors are problem details (RFC 9457) instead of framework texts."""

import json
from http import HTTPStatus

import pydantic_core
from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, JsonResponse
from django.utils.translation import override
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

PROBLEM = "application/problem+json"


class StrictParser(Parser):
    """Read JSON, and refuse text that no database can store (halves of characters)."""

    def parse_body(self, request):
        """Return the body as Python objects; raise ValueError if it is not JSON."""
        return pydantic_core.from_json(request.body)


class Problem(Schema):
    """Why a request is refused (RFC 9457); `errors` names each value that cannot be used."""

    status: int
    title: str
    detail: str = ""
    errors: list[dict[str, str]] = []


class ProblemAPI(NinjaAPI):
    """A NinjaAPI whose errors are all `application/problem+json`."""

    def __init__(self, **kwargs):
        super().__init__(parser=StrictParser(), **kwargs)
        self.add_exception_handler(HttpError, http_error)
        self.add_exception_handler(Http404, not_found)
        self.add_exception_handler(PermissionDenied, permission_denied)
        self.add_exception_handler(RequestDataTooBig, too_long)
        self.add_exception_handler(ValidationError, invalid)

    def get_openapi_schema(self, **kwargs):
        """Describe the API, with the problem that each operation may answer with."""
        with override(None):  # It is for programmers: it speaks the language of the code.
            described = json.loads(json.dumps(super().get_openapi_schema(**kwargs), default=str))
        described["components"]["schemas"]["Problem"] = Problem.json_schema()
        content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for operations in described["paths"].values():
            for operation in operations.values():
                refusal = {"description": "The request is refused", "content": content}
                operation["responses"]["4XX"] = refusal
        return described


def problem(status, detail="", **members):
    """Return a problem document with the status, its standard title, and a sentence of detail."""
    document = {"status": status, "title": HTTPStatus(status).phrase, "detail": detail, **members}
    return JsonResponse(document, status=status, content_type=PROBLEM)


def http_error(request, error):
    """Answer an error that a view raised on purpose, such as 401."""
    return problem(error.status_code, str(error))


def not_found(request, error):
    """Answer 404 for a row that does not exist or that this user may not see."""
    return problem(404, "There is nothing at this address.")


def permission_denied(request, error):
    """Answer 403 for a change that this user may not make."""
    return problem(403, str(error) or "Your account may not do this.")


def too_long(request, error):
    """Answer 413 with the length that a body may have."""
    return problem(413, f"Send at most {settings.DATA_UPLOAD_MAX_MEMORY_SIZE} bytes.")


def invalid(request, error):
    """Answer 422 with the place and the reason of each value that cannot be used."""
    errors = [{"pointer": pointer(*item["loc"]), "detail": item["msg"]} for item in error.errors]
    return problem(422, "Some values cannot be used.", errors=errors)


def pointer(place, variable, *path):
    """Return where a value stands, such as query/limit or body/title."""
    # Inside a body, the variable is one of our code, which the client does not know.
    parts = [place, *path] if place == "body" and path else [place, variable]
    return "/".join(map(str, parts))


def form_errors(form):
    """Return the errors of an invalid Django form as the exception that answers 422."""
    errors = form.errors.get_json_data()
    return ValidationError(
        [
            {"loc": ["body", "form", field], "msg": error["message"]}
            for field, field_errors in errors.items()
            for error in field_errors
        ]
    )


def is_api(request):
    """Return whether the request was made to the API."""
    return request.path_info.startswith("/api/")  # as in config/urls.py
