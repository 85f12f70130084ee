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

from .fields import tidy

PROBLEM = "application/problem+json"
MAY_NOT = "Your account may not do this."


class StrictParser(Parser):
    """Read JSON, and refuse text that no database can store (halves of characters)."""

    def parse_body(self, request):
        """Return the body as Python objects; raise ValueError if it is not JSON."""
        if request.content_type != "application/json":
            raise HttpError(415, "Send application/json.")
        pydantic_core.from_json(request.body)
        return json.loads(request.body, object_pairs_hook=unique)


def unique(pairs):
    """Return the members of an object; programs disagree about which of two doubles counts."""
    if len(members := dict(pairs)) < len(pairs):
        raise HttpError(400, "A member of an object is there twice.")
    return {name: tidy(value) for name, value in members.items()}  # as forms do


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
        too_long = f"Send at most {settings.DATA_UPLOAD_MAX_MEMORY_SIZE} bytes."
        handlers: dict = {
            HttpError: refused,
            Http404: lambda *_: problem(404, "There is nothing at this address."),
            PermissionDenied: lambda request, error: problem(403, str(error) or MAY_NOT),
            RequestDataTooBig: lambda *_: problem(413, too_long),
            ValidationError: invalid,
        }
        for error, handler in handlers.items():
            self.add_exception_handler(error, handler)

    def get_openapi_schema(self, **kwargs):
        """Describe the API, with the problem that each operation may answer with."""
        with override(None):  # It is for programmers: it speaks the language of the code.
            described = json.loads(json.dumps(super().get_openapi_schema(**kwargs), default=str))
        described["components"]["schemas"]["Problem"] = Problem.json_schema()
        content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        refusal = {"description": "The request is refused", "content": content}
        for operations in described["paths"].values():
            for operation in operations.values():
                operation["responses"]["4XX"] = refusal
        return described


def problem(status, detail="", **members):
    """Return a problem document with the status, its standard title, and a sentence of detail."""
    document = {"status": status, "title": HTTPStatus(status).phrase, "detail": detail, **members}
    headers = {"WWW-Authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else None
    return JsonResponse(document, status=status, content_type=PROBLEM, headers=headers)


def refused(request, error):
    """Answer with what is wrong; ninja hides what the parser says behind an error of its own."""
    error = error.__cause__ if isinstance(error.__cause__, HttpError) else error
    return problem(error.status_code, str(error))


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
    found = [(field, error["message"]) for field in errors for error in errors[field]]
    return ValidationError([{"loc": ["body", "form", name], "msg": text} for name, text in found])


def is_api(request):
    """Return whether the request was made to the API."""
    return request.path_info.startswith("/api/")  # as in config/urls.py
