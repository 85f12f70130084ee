import ast
import json
import random
from pathlib import Path

import pytest
from django.test import Client
from job3 import flask_app, store, views

pytestmark = pytest.mark.urls("job3.urls")


@pytest.fixture
def compare(settings, monkeypatch, word):
    """Return a function that sends a request to both, each with the same notes in the store."""
    settings.MIDDLEWARE = ["django.middleware.csrf.CsrfViewMiddleware"]
    settings.DEBUG_PROPAGATE_EXCEPTIONS = True  # Show the error, and no page that hides it.
    notes = [f"{kind} {word} {n}" for n, kind in enumerate(["Milk", "Tea", "milk tea"] * 3)]
    random.shuffle(notes)

    def compare(method, path, body=""):
        store.notes[:] = notes
        client = flask_app.app.test_client()
        response = client.open(path, method=method, data=body, content_type="application/json")
        expected = described(response.status_code, response.headers, response.get_data())

        store.notes[:] = notes
        client = Client(enforce_csrf_checks=True)
        with monkeypatch.context() as patch:
            patch.setattr(flask_app.app, "request_context", switched_off)
            response = client.generic(method, path, body, content_type="application/json")
        found = described(response.status_code, response.headers, response.content)

        request = f"{method} {path} {body}".strip()
        for what in expected | found:
            theirs, ours = expected.get(what), found.get(what)
            assert theirs == ours, f"{request}: {what}: Flask answers {theirs!r}, Django {ours!r}."

    return compare


def switched_off(*args, **kwargs):
    raise AssertionError("Django asked Flask, which is to be switched off.")


def described(status, headers, content):
    """Return what is compared of an answer, and of the store after it."""
    about = {"the status": status, "Location": headers.get("Location")}
    if content and headers.get("Content-Type", "").startswith("application/json"):
        data = json.loads(content)
        items = data.items() if isinstance(data, dict) else [("all of it", data)]
        about |= {f"“{key}” in the JSON": value for key, value in items}
    return about | {"the store afterwards": store.notes.copy()}


def check_searches_find_the_same(compare, word):
    for query in ("", "?q=milk", "?q=MILK&limit=2", f"?q={word}+1", "?q=nothing", "?limit=0"):
        compare("GET", f"/notes{query}")
    for _ in range(5):
        compare("GET", f"/notes?q={random.choice('aeimt')}&limit={random.randint(1, 12)}")


def check_what_is_no_number_is_ignored(compare):
    for limit in ("many", "", "2.5", "-3", "%201%20"):
        compare("GET", f"/notes?limit={limit}")


def check_of_two_values_the_first_counts(compare):
    compare("GET", "/notes?q=milk&q=tea")
    compare("GET", "/notes?limit=1&limit=5")
    compare("GET", "/notes?q=&q=tea")


def check_head_is_answered_as_get(compare):
    compare("HEAD", "/notes?q=milk")


def check_notes_are_added_in_the_same_way(compare, word):
    for text in (word, f"  {word}  ", "Käse 🧀"):
        compare("POST", "/notes", json.dumps({"text": text}))


def check_what_is_no_note_is_refused_in_the_same_way(compare, word):
    for body in ("", "{", f'"{word}"', "[1]", "null", "{}", '{"text": "  "}', '{"text": 7}'):
        compare("POST", "/notes", body)


def check_other_methods_are_refused(compare):
    for method in ("PUT", "DELETE", "PATCH"):
        compare(method, "/notes")


def check_django_answers_and_not_flask():
    imports = (ast.Import, ast.ImportFrom)
    tree = ast.parse(Path(views.__file__).read_text(encoding="utf-8"))
    lines = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, imports)]

    borrowed = [line for line in lines if "flask" in line]
    assert not borrowed, f"views.py says “{borrowed[0]}”: the old service is to be switched off."
