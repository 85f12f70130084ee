"""
A plugin of pytest that records attacks.

    pytest -p tour.pages.security.recorder --junit-xml=… tour/tests/attacks

Each call of attack() becomes a property of its test in the report: what it sent, how the site
answered, and what came of it.
"""

import json
import re
from functools import wraps

import pytest
from django.core import mail
from django.db.models import Model
from django.test import Client
from django.test.client import BOUNDARY

MAX_WIDTH = 160  # of a line
DULL_HEADERS = {"Content-Length", "Content-Type", "ETag", "Expires", "X-Request-ID"}
DULL_COLUMNS = {"last_login", "password"}  # They change with each sign-in.
# Tags alone, but for values, and the token, which differs each time.
DULL_LINE = re.compile(r"""<(?!.* value=)[^>"]*(="[^"]*"[^>"]*)*>|.*csrfmiddlewaretoken.*""")
SIMPLE = bool | int | float | str | bytes | dict
FIELD = re.compile(r'name="(.+?)"\r\n\r\n(.*?)\r\n--', re.DOTALL)
NO_FIELDS = f"--{BOUNDARY}--\r\n"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Run a test, and watch the function attack() of its module."""
    module = getattr(item, "module", None)
    with pytest.MonkeyPatch.context() as patch:
        if module and hasattr(module, "attack"):
            patch.setattr(module, "attack", watched(module.attack, item.user_properties))
        return (yield)


def watched(attack, properties):
    """Return the attack as a function that adds a property for each call."""

    @wraps(attack)
    def call(*args, **kwargs):
        seen = {"exchanges": [], "result": ""}
        before, sent = stored(args), len(getattr(mail, "outbox", []))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Client, "generic", recorded(Client.generic, seen["exchanges"]))
            try:
                returned = attack(*args, **kwargs)
                seen["result"] = described(returned)
            except Exception as error:
                seen["result"] = f"{type(error).__name__}: {error}"
                raise
            finally:
                seen["changes"] = changes(before, stored(args))
                seen["mails"] = [summary(message) for message in getattr(mail, "outbox", [])[sent:]]
                properties.append(("attack", json.dumps(seen)))
        return returned

    return call


def recorded(send, exchanges):
    """Return a method of the test client that notes each request with its answer."""

    def generic(client, method, path, data="", *args, **kwargs):
        cookies = "; ".join(f"{name}=…" for name in client.cookies)
        response = send(client, method, path, data, *args, **kwargs)
        sent = (kwargs.get("headers") or {}) | ({"Cookie": cookies} if cookies else {})
        headers = [f"{name}: {value}" for name, value in sent.items()]
        request = [f"{method} {response.wsgi_request.get_full_path()}", *headers, *fields(data)]
        exchanges.append({"request": request, "answer": answer(response)})
        return response

    return generic


def fields(data):
    """Return the lines of a body that is sent; of a form, one for each field."""
    text = data.decode(errors="replace") if isinstance(data, bytes) else data
    found = [f"{name}={value}" for name, value in FIELD.findall(text)]
    sent = [shortened(line) for line in found or text.removesuffix(NO_FIELDS).splitlines()]
    return ["", *sent[:4], *([f"… ({len(sent)})"] if sent[4:] else [])] if sent else []


def answer(response):
    """Return status, headers and body of an answer; of the body, the lines that say something."""
    if response.streaming:
        content = b"".join(response)
        response.streaming_content = [content]  # The test reads it, too.
    else:
        content = response.content
    before, main, after = parts(content.decode(errors="replace"))
    headers = {name: shortened(value) for name, value in response.items()}
    return {
        "status": f"{response.status_code} {response.reason_phrase}",
        "headers": {name: headers[name] for name in headers if name not in DULL_HEADERS},
        "body": lines(main),
        "frame": lines(before) + lines(after),
    }


def parts(text):
    """Return what stands before the main part of a page, the main part, and what comes after."""
    found = re.search(r"<main\b[^>]*>(.*)</main>", text, re.DOTALL)
    return (text[: found.start()], found[1], text[found.end() :]) if found else ("", text, "")


def lines(text):
    """Return the lines that say something."""
    stripped = map(str.strip, text.splitlines())
    return [shortened(line) for line in stripped if line and not DULL_LINE.fullmatch(line)]


def stored(args):
    """Return the rows of the objects among these arguments, as they are in the database."""
    objects = [arg for arg in args if isinstance(arg, Model)]
    return [type(each)._base_manager.filter(pk=each.pk).values().first() for each in objects]


def changes(before, after):
    """Return (column, old value, new value) of what was changed; of a lost row, no new value."""
    return [
        [column, str(old[column]), str(new[column]) if new else ""]
        for old, new in zip(before, after, strict=True)
        for column in (old if new else ["id"])
        if not new or (old[column] != new[column] and column not in DULL_COLUMNS)
    ]


def summary(message):
    """Return to whom a mail went, and the first link in it."""
    link = re.search(r"https?://\S+", message.body)
    return [", ".join(message.recipients()), shortened(link[0]) if link else message.subject]


def described(returned):
    """Return what an attack found out, beside pages of the site."""
    values = list(flat(returned))
    if any(isinstance(value, str) and "\n" in value for value in values):
        return ""
    return ", ".join(shortened(repr(each)) for each in values if isinstance(each, SIMPLE))


def flat(value):
    """Yield the values in nested lists and tuples."""
    if isinstance(value, tuple | list):
        for item in value:
            yield from flat(item)
    else:
        yield value


def shortened(text):
    """Return both ends of a long text."""
    half = MAX_WIDTH // 2
    return text if len(text) <= MAX_WIDTH else f"{text[:half]} … {text[-half:]}"
